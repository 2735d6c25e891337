import { expect, test } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';

import { testProxy, type TestProxy } from '../testing/test-proxy.ts';

async function viewer() {
  const made = testProxy();
  const { cookie } = await made.signIn();
  made.calls.length = 0;
  return { ...made, cookie };
}

async function refused(
  { ask, calls, cookie }: TestProxy & { cookie: string },
  path: string,
  method = 'GET',
) {
  const init = method === 'GET' ? {} : { method };
  const answer = await ask(`/api/vault${path}`, { ...init, headers: { cookie } });
  expect(calls).toHaveLength(0);
  return [answer.status, await errorTypeOf(answer)];
}

test.each([
  '/services/jobs/monitors?limit=50&offset=100&status=running',
  '/services/jobs/histories?start_date=2026-03-01T00%3A00%3A00Z',
  '/services/jobs/12345',
  '/services/jobs/12345/tasks?limit=200',
  '/objects/users/me',
  '/objects/users/44533',
  '/objects/users?limit=200&start=200',
])('%s goes to Vault as it is', async (path) => {
  const { ask, asked, cookie } = await viewer();
  const answer = await ask(`/api/vault${path}`, { headers: { cookie } });
  expect([answer.status, asked()]).toEqual([200, [`GET ${path}`]]);
});

test.each([
  '/services/jobs',
  '/services/jobs/',
  '/services/jobs/monitors/',
  '/Services/Jobs/Monitors',
  '/services//jobs/monitors',
  '//services/jobs/monitors',
  '/services/jobs/%6Donitors',
  '/services/jobs/1%2F..%2F..%2Fquery',
  '/services/jobs/..%2fquery',
  '/services/jobs/../../query',
  '/services/jobs/%2e%2e/query',
  '/services/jobs/1%00',
  '/services/jobs/1;x',
  '/services/jobs/1.json',
  '/services/jobs/12345/tasks/1',
  '/services/jobs/start_now',
  '/services/jobs/histories/tasks',
  '/query',
  '/auth',
  '/session',
  '/objects/users/',
  '/objects/groups',
  '',
])('%j is not in the contract', async (path) => {
  expect(await refused(await viewer(), path)).toEqual([404, 'NOT_IN_CONTRACT']);
});

test.each([
  ['/services/jobs/monitors', 'POST'],
  ['/services/jobs/monitors', 'DELETE'],
  ['/services/jobs/monitors', 'PUT'],
  ['/services/jobs/start_now/1', 'GET'],
  ['/keep-alive', 'GET'],
])('%s can’t be asked with %s', async (path, method) => {
  expect(await refused(await viewer(), path, method)).toEqual([405, 'METHOD_NOT_SUPPORTED']);
});

test('HEAD costs Vault no call', async () => {
  const { ask, calls, cookie } = await viewer();
  const path = '/api/vault/services/jobs/monitors';
  expect((await ask(path, { method: 'HEAD', headers: { cookie } })).status).toBe(405);
  expect(calls).toHaveLength(0);
});

test.each(['?sort=title', '?limit=1&limit=2', '?__proto__=1', '?LIMIT=1'])(
  'the query %s is not in the contract',
  async (query) => {
    const path = `/services/jobs/monitors${query}`;
    expect(await refused(await viewer(), path)).toEqual([404, 'NOT_IN_CONTRACT']);
  },
);

test.each(['?limit=201', '?limit=0', '?offset=-1', '?status=success', '?start_date=yesterday'])(
  'the query %s holds a value that can’t be',
  async (query) => {
    const path = `/services/jobs/monitors${query}`;
    expect(await refused(await viewer(), path)).toEqual([400, 'INVALID_DATA']);
  },
);

test('only the session and what the contract names goes to Vault', async () => {
  const { ask, calls, cookie } = await viewer();
  const headers = {
    cookie,
    'x-jobwatch-priority': 'background',
    'x-evil': '1',
    Accept: 'text/html',
  };
  await ask('/api/vault/services/jobs/monitors', { headers });
  expect(Object.fromEntries(calls[0]?.headers ?? [])).toEqual({
    accept: 'application/json',
    authorization: 'session of ada',
    'x-vaultapi-clientid': 'jobwatch',
  });
});
