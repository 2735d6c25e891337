/** How Vault's answers go out: compressed where a browser takes that, once for all who share one. */
import { createHook } from 'node:async_hooks';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { expect, test } from 'vitest';

import { failure, fakeVault, success, testProxy } from '../testing/test-proxy.ts';

const list = '/api/vault/services/jobs/monitors';
const jobs = Array.from({ length: 200 }, (_, id) => ({ job_id: id, title: `Nightly index ${id}` }));
const large = { jobs, responseDetails: { total: 200 } };

/** A signed-in viewer of a Vault that answers every read so. */
async function viewer(answer: () => Response = () => success(large)) {
  const made = testProxy({
    upstream: fakeVault(({ method }) => (method === 'GET' ? answer() : undefined)),
  });
  const { cookie } = await made.signIn();
  made.calls.length = 0;
  return {
    ...made,
    get: async (encoding: string | undefined, more: Record<string, string> = {}) =>
      made.ask(list, {
        headers: { cookie, ...(encoding && { 'accept-encoding': encoding }), ...more },
      }),
  };
}

const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['GZIP', 'gzip'],
  ['br;q=0.1, gzip;q=0.9', 'gzip'],
  ['br; q=0, gzip ; q=0.5', 'gzip'],
  ['br;q=0,gzip;q=0.000', null],
  ['deflate, brotli, x-br', null],
  ['identity', null],
  ['*', null],
  [undefined, null],
])('a browser that accepts %j gets %s, with the same rows', async (encoding, coding) => {
  const { get } = await viewer();
  const plain = await (await get(undefined)).text();
  const answer = await get(encoding);
  const body = await bytesOf(answer);
  expect(answer.headers.get('content-encoding')).toBe(coding);
  expect(answer.headers.get('content-length')).toBe(String(body.length));
  expect(answer.headers.get('vary')).toBe('Accept-Encoding, Cookie');
  const decode = coding === 'br' ? brotliDecompressSync : gunzipSync;
  expect(String(coding === null ? body : decode(body))).toBe(plain);
  expect(body.length < plain.length / 5).toBe(coding !== null);
});

test('one tag stands for the rows in every coding, and a 304 for none in particular', async () => {
  const { get, advance } = await viewer();
  const answers = await Promise.all([undefined, 'gzip', 'br'].map((encoding) => get(encoding)));
  const [etag = '', ...others] = answers.map(({ headers }) => headers.get('etag') ?? undefined);
  expect(others).toEqual([etag, etag]);
  advance(3_000);
  const again = await get('br', { 'if-none-match': etag });
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect(again.headers.get('vary')).toBe('Accept-Encoding, Cookie');
  expect(again.headers.get('content-encoding')).toBeNull();
  expect(again.headers.get('content-length')).toBeNull();
  expect([again.headers.get('age'), (await get('br')).headers.get('age')]).toEqual(['3', '3']);
});

test('a hundred viewers of one answer cost one compression, off the main thread', async () => {
  const { get, calls, advance } = await viewer();
  let count = 0;
  // Of zlib's asynchronous calls alone, each of which has a resource of its own.
  const hook = createHook({
    init: (_, type) => {
      if (type === 'ZLIB') count += 1;
    },
  }).enable();
  const first = await Promise.all(Array.from({ length: 50 }, () => get('br')));
  advance(2_000);
  const later = await Promise.all(Array.from({ length: 50 }, () => get('br')));
  expect([calls.length, count]).toEqual([1, 1]);
  // The same rows from Vault again: nothing is sent, so nothing is compressed.
  advance(6_000);
  const unchanged = await get('br', { 'if-none-match': first[0]?.headers.get('etag') ?? '' });
  hook.disable();
  expect([calls.length, count, unchanged.status]).toEqual([2, 1, 304]);
  const bodies = await Promise.all([...first, ...later].map(bytesOf));
  expect(new Set(bodies.map((body) => body.toString('base64'))).size).toBe(1);
});

test('a refusal of any length is compressed as well, and stays one that is not stored', async () => {
  const long = { responseStatus: 'FAILURE', errors: [{ type: 'X_Y', message: 'no '.repeat(999) }] };
  const { get } = await viewer(() => Response.json(long));
  const answer = await get('gzip');
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('etag')).toBeNull();
  expect(JSON.parse(String(gunzipSync(await bytesOf(answer))))).toEqual(long);
});

test('what is short, or answers a write, or is ours, goes out as it is', async () => {
  const short = await viewer(() => failure('INSUFFICIENT_ACCESS'));
  expect((await short.get('br')).headers.get('content-encoding')).toBeNull();
  const made = testProxy({
    upstream: fakeVault(({ url }) => (url.includes('start_now') ? success(large) : undefined)),
  });
  const { cookie } = await made.signIn();
  const headers = { cookie, 'accept-encoding': 'br' };
  const start = '/api/vault/services/jobs/start_now/12';
  const started = await made.ask(start, { method: 'POST', headers });
  expect(await started.json()).toMatchObject({ responseStatus: 'SUCCESS' });
  for (const path of ['/api/session', '/api/build', '/api/nothing']) {
    expect((await made.ask(path, { headers })).headers.get('content-encoding')).toBeNull();
  }
});
