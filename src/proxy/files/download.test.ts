import { expect, onTestFinished, test, vi } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';
import { createManualClock } from '#contract/testing/manual-clock.ts';

import { readConfig } from '../config.ts';
import { content, link, proxyWithLinks, zip } from '../testing/proxy-with-links.ts';
import { failure, success } from '../testing/test-proxy.ts';
import { isReply } from '../vault/reply.ts';
import { createTransport } from '../vault/transport.ts';
import { createDownload } from './download.ts';

/** A body whose bytes are sent when a test says so. */
function bodyByHand() {
  const cancelled = vi.fn<() => void>();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
    },
    cancel: () => cancelled(),
  });
  return {
    stream,
    cancelled,
    send: (text: string) => controller?.enqueue(new TextEncoder().encode(text)),
    end: () => controller?.close(),
    breakOff: () => controller?.error(new TypeError('terminated')),
  };
}

async function reading(answer: Response) {
  const reader = answer.body?.getReader();
  const next = async () => {
    const part = await reader?.read();
    return part?.done === false ? new TextDecoder().decode(part.value) : undefined;
  };
  return { next, cancel: async () => reader?.cancel() };
}

test('the first bytes arrive before the last are sent', async () => {
  const body = bodyByHand();
  const { get, logged } = await proxyWithLinks({ file: () => zip(body.stream) });
  const { next } = await reading(await get('0/file'));
  body.send('first');
  expect(await next()).toBe('first');
  expect(logged()).toEqual([]);
  body.send('last');
  body.end();
  expect([await next(), await next()]).toEqual(['last', undefined]);
  await vi.waitFor(() =>
    expect(logged()).toEqual([
      expect.objectContaining({
        event: 'download',
        part: 'file',
        userId: 'ada',
        userName: 'ada',
        vault: 'acme.veevavault.com',
        job: '12',
        rel: 'content',
        bytes: 9,
        outcome: 'SUCCESS',
        time: '2026-03-10T14:00:00.000Z',
      }),
    ]),
  );
  expect(JSON.stringify(logged())).not.toContain('file_staging');
});

test('no more is read than the browser takes', async () => {
  let made = 0;
  const endless = new ReadableStream<Uint8Array>(
    { pull: (controller) => controller.enqueue(new Uint8Array((made += 1))) },
    { highWaterMark: 0 },
  );
  const { get } = await proxyWithLinks({ file: () => zip(endless) });
  const { next, cancel } = await reading(await get('0/file'));
  await next();
  await next();
  expect(made).toBeLessThan(5);
  await cancel();
});

test('when the browser leaves, Vault is left too', async () => {
  const body = bodyByHand();
  const { get, logged, calls } = await proxyWithLinks({ file: () => zip(body.stream) });
  const { next, cancel } = await reading(await get('0/file'));
  body.send('first');
  await next();
  await cancel();
  expect(body.cancelled).toHaveBeenCalledTimes(1);
  expect(calls.at(-1)?.signal.aborted).toBe(true);
  await vi.waitFor(() =>
    expect(logged()).toEqual([expect.objectContaining({ outcome: 'LEFT', bytes: 5 })]),
  );
});

test('a connection that closes ends the call, whether or not anything is read', async () => {
  const body = bodyByHand();
  const { get, logged, calls } = await proxyWithLinks({ file: () => zip(body.stream) });
  const leaving = new AbortController();
  await get('0/file', { signal: leaving.signal });
  leaving.abort();
  expect(calls.at(-1)?.signal.aborted).toBe(true);
  await vi.waitFor(() => expect(logged()).toEqual([expect.objectContaining({ outcome: 'LEFT' })]));
});

test('a file that breaks off ends in an error, so that no half is taken for the whole', async () => {
  const body = bodyByHand();
  const { get, logged } = await proxyWithLinks({ file: () => zip(body.stream) });
  const { next } = await reading(await get('0/file'));
  body.send('first');
  await next();
  body.breakOff();
  await expect(next()).rejects.toThrow('broke off');
  await vi.waitFor(() =>
    expect(logged()).toEqual([expect.objectContaining({ outcome: 'BROKEN', bytes: 5 })]),
  );
});

test('a file shorter than was said is one that broke off', async () => {
  const { get } = await proxyWithLinks({ file: () => zip('half', { 'content-length': '8' }) });
  await expect((await get('0/file')).text()).rejects.toThrow('broke off');
});

test('only the headers have to come in time', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const body = bodyByHand();
  const environment = { VAULT_TIMEOUT_MS: '30' };
  const { get } = await proxyWithLinks({ file: () => zip(body.stream), environment });
  const { next } = await reading(await get('0/file'));
  await vi.advanceTimersByTimeAsync(60_000);
  body.send('late');
  expect(await next()).toBe('late');
  const silent = await proxyWithLinks({ file: () => new Promise(() => {}), environment });
  const unanswered = silent.get('0/file');
  while (vi.getTimerCount() === 0) await new Promise(setImmediate);
  await vi.advanceTimersByTimeAsync(30);
  expect(await errorTypeOf(await unanswered)).toBe('VAULT_TIMEOUT');
});

const page = { headers: { 'content-type': 'text/html' } };
const loginReport = '<html><title>Login activity</title><p>Please log in.</p></html>';
const signInPage = () => Response.redirect('https://login.veevavault.com/auth/login', 302);

test.each<[string, () => Response, [number, string]]>([
  ['its refusal', () => failure('INSUFFICIENT_ACCESS'), [403, 'INSUFFICIENT_ACCESS']],
  ['that the session has ended', () => failure('INVALID_SESSION_ID'), [401, 'INVALID_SESSION_ID']],
  [
    'a refusal that claims to be a file',
    () => zip(failure('MALFORMED_URL').body ?? '', { 'x-vaultapi-status': 'FAILURE' }),
    [403, 'MALFORMED_URL'],
  ],
  ['nothing by that name', () => new Response('{}', { status: 404 }), [502, 'VAULT_UNREADABLE']],
  ['a web page', () => new Response('<p>', page), [502, 'VAULT_UNREADABLE']],
  ['a page about signing in', () => new Response(loginReport, page), [502, 'VAULT_UNREADABLE']],
  ['a redirect to a sign-in', signInPage, [401, 'INVALID_SESSION_ID']],
  ['a page with 401', () => new Response('<p>', { status: 401 }), [401, 'INVALID_SESSION_ID']],
  ['its downtime', () => new Response('<p>', { ...page, status: 503 }), [503, 'VAULT_MAINTENANCE']],
  ['a redirect', () => Response.redirect('https://evil.com/', 302), [502, 'VAULT_UNREADABLE']],
  ['more than 4 GB', () => zip('x', { 'content-length': '4294967297' }), [502, 'ANSWER_TOO_LARGE']],
])('where Vault gives %s instead, it is said and not saved', async (_, file, refusal) => {
  const { get, logged, calls } = await proxyWithLinks({ file });
  for (const part of ['0/file', '0/about']) {
    const answer = await get(part);
    expect(answer.headers.get('content-disposition')).toBeNull();
    expect([answer.status, await errorTypeOf(answer)]).toEqual(refusal);
  }
  expect(calls).toHaveLength(3);
  expect(logged()).toEqual(
    Array.from({ length: 2 }, () => expect.objectContaining({ outcome: refusal[1], bytes: 0 })),
  );
});

test('what turns out to be too large is broken off', async () => {
  const clock = createManualClock();
  const { open } = createTransport({
    config: readConfig({}),
    upstream: async () => zip('six by'),
    clock,
  });
  const large = createDownload({ open, clock, maxBytes: 5 });
  const got = await large(new Request('https://acme.test/'), new AbortController().signal);
  if (isReply(got)) throw new Error('refused');
  await expect(new Response(got.body).text()).rejects.toThrow('over 4 GB');
});

test('data that is no refusal is a file, however long', async () => {
  const rows = { errors: [], rows: 'x'.repeat(200_000) };
  const { get } = await proxyWithLinks({
    file: () => success(rows),
    links: [{ ...link, href: '/api/v25.2/loader/results' }],
  });
  const answer = await get('0/file');
  expect(answer.headers.get('content-disposition')).toContain("''job-12-content.json");
  expect(await answer.json()).toMatchObject(rows);
});

test('a status behind a link is the shared one: asked once, in its turn', async () => {
  const self = { rel: 'self', href: '/api/v25.2/services/jobs/12' };
  const other = { rel: 'self', href: '/api/v25.2/services/jobs/1601' };
  const same = { rel: 'self', href: '/api/v25.2/services/jobs/%31601?again' };
  const { get, asked } = await proxyWithLinks({ links: [self, other, same] });
  expect(await (await get('0/file')).json()).toMatchObject({ data: { id: 12 } });
  expect(await (await get('0/about')).json()).toMatchObject({
    data: { type: 'application/json', fileName: 'job-12-self.json' },
  });
  await get('1/file');
  await get('2/file');
  expect(asked()).toEqual(['GET /services/jobs/12', 'GET /services/jobs/1601']);
});

test.each([
  ['x; filename="a.csv"', 'a.csv'],
  ["x; filename=b.csv; filename*=UTF-8''Z%C3%BCrich%20(1).csv", 'Z%C3%BCrich%20%281%29.csv'],
  ['x; filename="..\\..\\.bashrc"', '_.._.bashrc'],
  ["x; filename*=UTF-8''%E2%80%AEgpj.exe%0d%0a", 'gpj.exe'],
  ['x; filename="con.txt"', '_con.txt'],
  ['x; filename=""', 'export.zip'],
])('the name in %j becomes %s', async (disposition, name) => {
  const { get } = await proxyWithLinks({
    file: () => zip('x', { 'content-disposition': disposition, 'content-type': 'image/svg+xml' }),
  });
  const { headers } = await get('0/file');
  expect(headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${name}`);
  expect(headers.get('content-type')).toBe('application/octet-stream');
});

// Were the time to grow with the square of the length, this would take minutes.
test('a name of any length becomes a short one at once', async () => {
  const disposition = `x; filename="a${'.'.repeat(500_000)}b"`;
  const { get } = await proxyWithLinks({
    file: () => zip('x', { 'content-disposition': disposition }),
  });
  const { headers } = await get('0/file');
  const name = `a${'.'.repeat(108)}%E2%80%A6${'.'.repeat(39)}b`;
  expect(headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${name}`);
});

test('the version in a link is its own', async () => {
  const { get, calls } = await proxyWithLinks({
    links: [{ ...link, href: content.replace('25.2', '18.3') }],
  });
  await get('0/file');
  expect(calls.at(-1)?.url).toContain('/api/v18.3/');
});
