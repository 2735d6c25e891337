/** Host names, origins and sizes: what is refused before anything is looked at. */
import { networkInterfaces } from 'node:os';

import { expect, test } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';

import { failure, fakeVault, testProxy } from '../testing/test-proxy.ts';

const list = '/api/vault/services/jobs/monitors';

test.each([
  'evil.example.com',
  'evil.example.com:4100',
  '127.0.0.1:4101',
  '127.0.0.1.evil.com:4100',
  '',
])('the Host %j is foreign, for data and for pages', async (host) => {
  const { ask, calls } = testProxy();
  for (const path of [list, '/', '/api/session', '/metrics']) {
    const answer = await ask(path, { headers: { host } });
    expect([answer.status, await errorTypeOf(answer)]).toEqual([421, 'FOREIGN_HOST']);
  }
  expect(calls).toHaveLength(0);
});

test.each(['localhost:4100', '[::1]:4100', 'LOCALHOST:4100'])(
  'the Host %s is our own',
  async (host) => {
    expect((await testProxy().ask('/api/session', { headers: { host } })).status).toBe(200);
  },
);

test('beyond loopback the machine’s addresses are names of ours too', async () => {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const own =
    addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ??
    '127.0.0.1';
  const { ask } = testProxy({ environment: { HOST: '0.0.0.0' } });
  expect((await ask('/api/session', { headers: { host: `${own}:4100` } })).status).toBe(200);
  expect((await ask('/api/session', { headers: { host: 'evil.com:4100' } })).status).toBe(421);
});

test('the public name is ours, and pages from there may write', async () => {
  const { ask } = testProxy({ environment: { PUBLIC_URL: 'https://jobs.example.com' } });
  const headers = { host: 'jobs.example.com', origin: 'https://jobs.example.com' };
  const out = await ask('/api/session', { method: 'DELETE', headers });
  expect(out.status).toBe(200);
});

test('anybody may ask for health', async () => {
  const { ask } = testProxy();
  const headers = { host: '10.1.2.3:4100' };
  expect((await ask('/healthz', { headers })).status).toBe(200);
  expect((await ask('/readyz', { headers })).status).toBe(200);
});

test.each([
  { Origin: '' },
  { Origin: 'null' },
  { Origin: 'http://evil.example.com' },
  { Origin: 'http://127.0.0.1:4101' },
  { 'Sec-Fetch-Site': '' },
  { 'Sec-Fetch-Site': 'none' },
  { 'Sec-Fetch-Site': 'same-site' },
  { 'Sec-Fetch-Site': 'cross-site' },
])('a write with %j has no proof of origin', async (headers) => {
  const { ask, signIn, calls } = testProxy();
  const { cookie } = await signIn();
  calls.length = 0;
  for (const path of [
    '/api/vault/services/jobs/start_now/1',
    '/api/vault/keep-alive',
    '/api/session',
  ]) {
    const answer = await ask(path, { method: 'POST', headers: { cookie, ...headers } });
    expect([answer.status, await errorTypeOf(answer)]).toEqual([403, 'FOREIGN_ORIGIN']);
  }
  expect(calls).toHaveLength(0);
});

test.each(['cross-site', 'same-site'])('another site can’t read: %s', async (site) => {
  const { ask } = testProxy();
  const answer = await ask('/api/session', { headers: { 'Sec-Fetch-Site': site } });
  expect(await errorTypeOf(answer)).toBe('FOREIGN_ORIGIN');
});

test('a body over 64 KB is refused, with or without a Content-Length', async () => {
  const { ask, calls } = testProxy();
  const sized = await ask('/api/session', { method: 'POST', body: 'x'.repeat(65_537) });
  expect([sized.status, await errorTypeOf(sized)]).toEqual([413, 'BODY_TOO_LARGE']);
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 10_000;
      controller.enqueue(new Uint8Array(10_000));
    },
  });
  const unsized: RequestInit = { method: 'POST', body: endless, duplex: 'half' };
  expect(await errorTypeOf(await ask('/api/session', unsized))).toBe('BODY_TOO_LARGE');
  expect(sent).toBeLessThan(200_000);
  expect(calls).toHaveLength(0);
});

test('nobody gets nothing from Vault', async () => {
  const { ask, calls } = testProxy();
  const answer = await ask(list);
  expect([answer.status, await errorTypeOf(answer), calls.length]).toEqual([
    401,
    'INVALID_SESSION_ID',
    0,
  ]);
});

test('every answer forbids scripts from elsewhere', async () => {
  const { ask, signIn } = testProxy();
  const { cookie } = await signIn();
  for (const path of [list, '/api/session', '/nothing', '/healthz', '/']) {
    const { headers } = await ask(path, { headers: { cookie } });
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toBeNull();
  }
});

test('metrics are off until they are asked for', async () => {
  expect((await testProxy().ask('/metrics')).status).toBe(404);
  const { ask, signIn } = testProxy({ environment: { METRICS: 'on' } });
  await signIn();
  const text = await (await ask('/metrics')).text();
  expect(text).toContain('jobwatch_vault_call_seconds_count{outcome="SUCCESS"} 1');
});

test('the number of series in the metrics is bounded, whatever types Vault writes', async () => {
  let count = 0;
  const { ask, signIn } = testProxy({
    environment: { METRICS: 'on' },
    upstream: fakeVault(({ method }) =>
      method === 'GET' ? failure((count += 1) === 1 ? 'SUCCESS' : `NODE_${count}_DOWN`) : undefined,
    ),
  });
  const { cookie } = await signIn();
  for (let n = 0; n < 20; n++) await ask(list, { headers: { cookie } });
  const text = await (await ask('/metrics')).text();
  const counts = text.match(/jobwatch_vault_call_seconds_count.*/g);
  expect(counts).toEqual([
    'jobwatch_vault_call_seconds_count{outcome="SUCCESS"} 1',
    'jobwatch_vault_call_seconds_count{outcome="OTHER"} 20',
  ]);
});
