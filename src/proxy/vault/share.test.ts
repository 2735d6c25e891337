import { expect, test, vi } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';

import { failure, testProxy, success, fakeVault } from '../testing/test-proxy.ts';

const list = '/api/vault/services/jobs/monitors';

async function viewers(made: ReturnType<typeof testProxy>, ...names: string[]) {
  const screens: { headers: { cookie: string } }[] = [];
  for (const userName of names) {
    const { cookie } = await made.signIn({ userName });
    screens.push({ headers: { cookie } });
  }
  made.calls.length = 0;
  return screens;
}

test('a hundred screens of one identity cost Vault what one costs', async () => {
  const made = testProxy();
  const screens = await viewers(made, ...Array.from({ length: 100 }, () => 'ada'));
  // A minute in which every screen asks every 5 s, each at a moment of its own.
  for (let ms = 0; ms < 60_000; ms += 50) {
    await made.ask(list, screens[(ms / 50) % 100]);
    made.advance(50);
  }
  expect(made.calls).toHaveLength(12);
});

test('requests that come while Vault is being asked share its answer', async () => {
  const made = testProxy();
  const screens = await viewers(made, ...Array.from({ length: 50 }, () => 'ada'));
  const answers = await Promise.all(screens.map((screen) => made.ask(list, screen)));
  expect(made.calls).toHaveLength(1);
  expect(new Set(await Promise.all(answers.map((one) => one.text()))).size).toBe(1);
});

test('rows of one user never reach another, nor do those of another Vault', async () => {
  const made = testProxy({
    environment: { VAULT_URL: 'https://acme.veevavault.com,https://other.veevavault.com' },
  });
  const [ada, bob] = await viewers(made, 'ada', 'bob');
  const { cookie } = await made.signIn({ vault: 'other.veevavault.com' });
  expect(await (await made.ask(list, ada)).text()).toContain('of ada');
  expect(await (await made.ask(list, bob)).text()).toContain('of bob');
  await made.ask(`/v/other.veevavault.com${list}`, { headers: { cookie } });
  expect(made.asked()).toHaveLength(3);
});

test('an answer carries its age, and the date of Vault’s clock', async () => {
  const date = 'Tue, 10 Mar 2026 13:00:00 GMT';
  const made = testProxy({
    upstream: fakeVault(({ method }) =>
      method === 'GET' ? success({ jobs: [] }, { date }) : undefined,
    ),
  });
  const [ada] = await viewers(made, 'ada');
  await made.ask(list, ada);
  made.advance(3_900);
  const { headers } = await made.ask(list, ada);
  expect([headers.get('age'), headers.get('date')]).toEqual(['3', date]);
});

test('what has not changed answers 304, with its age', async () => {
  const made = testProxy();
  const [ada] = await viewers(made, 'ada');
  const first = await made.ask(list, ada);
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  made.advance(6_000);
  const headers = { ...ada?.headers, 'if-none-match': `"other", ${etag}` };
  const again = await made.ask(list, { headers });
  expect([again.status, await again.text(), again.headers.get('age')]).toEqual([304, '', '0']);
  expect(made.calls).toHaveLength(2);
});

test('a failure is not kept', async () => {
  let isBusy = true;
  const made = testProxy({
    upstream: fakeVault(({ method }) =>
      isBusy && method === 'GET' ? failure('UNEXPECTED_ERROR') : undefined,
    ),
  });
  const [ada] = await viewers(made, 'ada');
  const failed = await made.ask(list, ada);
  expect([failed.headers.get('cache-control'), failed.headers.get('etag')]).toEqual([
    'no-store',
    null,
  ]);
  isBusy = false;
  expect(await errorTypeOf(await made.ask(list, ada))).toBeUndefined();
});

test('that one session has ended says nothing about another of the same user', async () => {
  const answers: (() => void)[] = [];
  const made = testProxy({
    upstream: fakeVault(({ url, headers }) => {
      const isSpent = url.endsWith('/monitors') && headers.get('authorization') === 'spent';
      if (!isSpent) return success({ users: [{ id: 'ada' }], jobs: [] });
      return new Promise((resolve) => {
        answers.push(() => resolve(failure('INVALID_SESSION_ID')));
      });
    }),
  });
  const { cookie: spent } = await made.signIn({ sessionId: 'spent' });
  const { cookie: good } = await made.signIn({ sessionId: 'good' });
  const first = made.ask(list, { headers: { cookie: spent } });
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  const second = made.ask(list, { headers: { cookie: good } });
  answers[0]?.();
  expect(await errorTypeOf(await first)).toBe('INVALID_SESSION_ID');
  expect(await errorTypeOf(await second)).toBeUndefined();
});

test('a viewer who leaves does not end what others wait for', async () => {
  const answers: (() => void)[] = [];
  const made = testProxy({
    upstream: fakeVault(({ method }) =>
      method === 'GET'
        ? new Promise<Response>((resolve) => {
            answers.push(() => resolve(success({ jobs: [] })));
          })
        : undefined,
    ),
  });
  const [ada] = await viewers(made, 'ada');
  const leaving = new AbortController();
  const first = made.ask(list, { ...ada, signal: leaving.signal });
  const second = made.ask(list, ada);
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  leaving.abort();
  answers[0]?.();
  expect((await second).status).toBe(200);
  await first;
  expect(made.calls.map(({ signal }) => signal.aborted)).toEqual([false]);
});

test('after a start, Vault is asked for jobs again, but only by the same identity', async () => {
  const made = testProxy();
  const [ada, bob] = await viewers(made, 'ada', 'bob');
  const all = [list, '/api/vault/services/jobs/histories', '/api/vault/objects/users/me'];
  for (const path of all) await made.ask(path, ada);
  await made.ask(list, bob);
  made.calls.length = 0;
  await made.ask('/api/vault/services/jobs/start_now/12', { method: 'POST', ...ada });
  for (const path of all) await made.ask(path, ada);
  await made.ask(list, bob);
  expect(made.asked()).toEqual([
    'POST /services/jobs/start_now/12',
    'GET /services/jobs/monitors',
    'GET /services/jobs/histories',
  ]);
});

test('that a user can’t be looked up is remembered for an hour, and that Vault was busy is not', async () => {
  let refusal = 'USER_NOT_FOUND';
  const made = testProxy({
    upstream: fakeVault(({ url }) =>
      /users\/(?:\d+|me)$/.test(url) ? failure(refusal) : undefined,
    ),
  });
  const [ada, bob] = await viewers(made, 'ada', 'bob');
  const typeOf = async (id: number | 'me', viewer = ada) =>
    errorTypeOf(await made.ask(`/api/vault/objects/users/${id}`, viewer));
  for (let poll = 0; poll < 53; poll++) {
    // oxlint-disable-next-line no-await-in-loop -- poll after poll
    expect(await typeOf(7)).toBe('USER_NOT_FOUND');
    made.advance(60_000);
  }
  expect(made.asked()).toEqual(['GET /objects/users/7']);
  // Every page that is opened asks for it again where it failed, for the viewer's zone.
  for (let page = 0; page < 20; page++) await typeOf('me', bob);
  expect(made.asked()).toHaveLength(2);
  made.calls.pop();
  expect(await typeOf(7, bob)).toBe('USER_NOT_FOUND');
  expect(made.asked()).toHaveLength(2);
  made.advance(3_600_000);
  await typeOf(7);
  expect(made.asked()).toHaveLength(3);
  refusal = 'API_LIMIT_EXCEEDED';
  await typeOf(8);
  await typeOf(8);
  expect(made.asked()).toHaveLength(5);
});

const busy = { responseStatus: 'FAILURE', responseMessage: 'Busy' };
const down = { errors: [{ type: 'NODE_DOWN', message: 'Node west-7 is down.' }] };

test.each<[string, object, number]>([
  ['an EXCEPTION of an unknown type', { responseStatus: 'EXCEPTION', ...down }, 200],
  ['an EXCEPTION in words alone', { responseStatus: 'EXCEPTION', responseMessage: 'Down' }, 500],
  ['a FAILURE in words alone with HTTP 503', busy, 503],
  ['a FAILURE of an unknown type with HTTP 503', { responseStatus: 'FAILURE', ...down }, 503],
  ['a FAILURE with HTTP 429', busy, 429],
  ['a FAILURE in words alone with HTTP 500', busy, 500],
  [
    'a FAILURE whose type is SUCCESS',
    { responseStatus: 'FAILURE', errors: { type: 'SUCCESS' } },
    503,
  ],
])('%s may pass, so it is not remembered', async (_, body, status) => {
  let isFailing = true;
  const made = testProxy({
    upstream: fakeVault(({ url }) =>
      isFailing && url.endsWith('/users/me') ? Response.json(body, { status }) : undefined,
    ),
  });
  const [ada] = await viewers(made, 'ada');
  const me = '/api/vault/objects/users/me';
  const failed = await made.ask(me, ada);
  expect(await failed.json()).toEqual(body);
  expect(failed.headers.get('cache-control')).toBe('no-store');
  isFailing = false;
  expect(await (await made.ask(me, ada)).json()).toMatchObject({ responseStatus: 'SUCCESS' });
});

test('a fault of ours fails one request and none after it', async () => {
  const made = testProxy({
    // Such a session can't travel in a header, so that asking with it fails within the proxy.
    upstream: fakeVault(({ url }) =>
      url.endsWith('/auth')
        ? success({
            sessionId: 'a\nb',
            userId: 'ada',
            vaultId: 7,
            vaultIds: [{ id: 7, url: 'https://acme.veevavault.com/api' }],
          })
        : undefined,
    ),
  });
  const { cookie: odd } = await made.signIn();
  const { cookie } = await made.signIn({ sessionId: 'ada' });
  for (const priority of ['live', 'background']) {
    const headers = { cookie: odd, 'x-jobwatch-priority': priority };
    const failed = await made.ask(list, { headers });
    expect([failed.status, await errorTypeOf(failed)]).toEqual([500, 'UNEXPECTED_ERROR']);
    const whole = await made.ask(list, { headers: { ...headers, cookie } });
    expect(await whole.text()).toContain('of ada');
    made.advance(10_000);
  }
  expect(made.lines.join('')).not.toContain('a\\nb');
});
