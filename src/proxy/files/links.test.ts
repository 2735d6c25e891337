import { expect, test, vi } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';

import { content, link, proxyWithLinks, zip } from '../testing/proxy-with-links.ts';

test('a link’s file is sent as something to save, never to draw or run', async () => {
  const { get, calls } = await proxyWithLinks();
  const answer = await get('0/file');
  expect(await answer.text()).toBe('bytes');
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': "attachment; filename*=UTF-8''export.zip",
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox'),
    'cache-control': 'no-store',
  });
  expect(calls.map(({ url }) => url)).toEqual([
    'https://acme.veevavault.com/api/v25.2/services/jobs/12',
    `https://acme.veevavault.com${content}`,
  ]);
  expect(Object.fromEntries(calls[1]?.headers ?? [])).toEqual({
    accept: '*/*',
    authorization: 'session of ada',
    'x-vaultapi-clientid': 'jobwatch',
  });
});

test('type, name and size of a file are known without downloading it', async () => {
  const cancelled = vi.fn();
  const endless = () =>
    new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(1_000)), cancel: cancelled });
  const { get, logged } = await proxyWithLinks({
    file: () =>
      zip(endless(), { 'content-length': '5000', 'content-disposition': 'x; filename="a/b.csv"' }),
  });
  expect(await (await get('0/about')).json()).toEqual({
    responseStatus: 'SUCCESS',
    data: { type: 'application/octet-stream', size: 5_000, fileName: 'a_b.csv' },
  });
  expect(cancelled).toHaveBeenCalledTimes(1);
  expect(logged()).toEqual([
    expect.objectContaining({ part: 'about', bytes: 0, outcome: 'SUCCESS' }),
  ]);
});

test.each([
  { ...link, href: `https://evil.com${content}` },
  { ...link, href: `//evil.com${content}` },
  { ...link, href: `http://acme.veevavault.com${content}` },
  { ...link, href: '/api/../ui/secret' },
  { ...link, href: '/api/v25.2/%2e%2e/%2e%2e/ui' },
  { ...link, href: '/api/v25.2/..%2f..%2fui' },
  { ...link, href: '/api/v25.2/\\..\\ui' },
  { ...link, href: '/ui/x' },
  { ...link, href: `https://me@acme.veevavault.com${content}` },
  { ...link, href: `${content}#x` },
  { ...link, href: '/api/v25.2/services/jobs/start_now/12' },
  { ...link, method: 'POST' },
  { rel: 'content' },
])('%j is refused, and Vault is not called', async (hostile) => {
  const { get, calls, logged } = await proxyWithLinks({ links: [hostile] });
  for (const part of ['0/file', '0/about']) {
    const answer = await get(part);
    expect([answer.status, await errorTypeOf(answer)]).toEqual([404, 'NOT_IN_CONTRACT']);
  }
  expect(calls).toHaveLength(1);
  const line = { outcome: 'NOT_IN_CONTRACT', bytes: 0, rel: 'content' };
  expect(logged()).toEqual([expect.objectContaining(line), expect.objectContaining(line)]);
});

test.each(['1/file', '999/file'])('there is no link %s', async (part) => {
  const { get, calls } = await proxyWithLinks();
  expect(await errorTypeOf(await get(part))).toBe('INVALID_DATA');
  expect(calls).toHaveLength(1);
});

test('a job that has not finished has no links', async () => {
  const { get, calls } = await proxyWithLinks({ links: null });
  expect(await errorTypeOf(await get('0/file'))).toBe('INVALID_DATA');
  expect(calls).toHaveLength(1);
});

test.each(['0', '-1/file', '01/file', '0/file/', '0/else', '0/file?href=%2Fui', '0%2ffile'])(
  'the path %s is not in the contract',
  async (part) => {
    const { get, calls } = await proxyWithLinks();
    expect(await errorTypeOf(await get(part))).toBe('NOT_IN_CONTRACT');
    expect(calls).toHaveLength(0);
  },
);

test('links of one user are not another’s, however lately they were read', async () => {
  const { get, signIn, advance, asked } = await proxyWithLinks();
  expect((await get('0/file')).status).toBe(200);
  advance(10_000);
  const { cookie } = await signIn({ userName: 'bob' });
  const answer = await get('0/file', { headers: { cookie } });
  expect(await errorTypeOf(answer)).toBe('INVALID_DATA');
  expect(asked()).toEqual([
    'GET /services/jobs/12',
    'GET /services/file_staging/items/content/u5/export.zip',
    'GET /services/jobs/12',
  ]);
});

test('requests without a session, from another site or by HEAD cost Vault no call', async () => {
  const { ask, get, calls } = await proxyWithLinks();
  const path = '/api/jobs/12/links/0/file';
  expect(await errorTypeOf(await ask(path))).toBe('INVALID_SESSION_ID');
  const foreign = await get('0/file', { headers: { 'sec-fetch-site': 'cross-site' } });
  expect(await errorTypeOf(foreign)).toBe('FOREIGN_ORIGIN');
  expect((await get('0/file', { method: 'HEAD' })).status).toBe(405);
  expect((await get('0/file', { method: 'POST' })).status).toBe(405);
  expect(calls).toHaveLength(0);
});
