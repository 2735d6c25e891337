import { expect, test, vi } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';

import { failure, testProxy, success, fakeVault, type TestProxy } from '../testing/test-proxy.ts';

const start = '/api/vault/services/jobs/start_now/12';

async function starter(answer: () => Response | Promise<Response>, environment = {}) {
  const made = testProxy({
    environment,
    upstream: fakeVault(({ url }) => (url.includes('start_now') ? answer() : undefined)),
  });
  const { cookie } = await made.signIn();
  made.calls.length = 0;
  return { ...made, cookie, start: () => made.ask(start, { method: 'POST', headers: { cookie } }) };
}

const audited = ({ lines }: Pick<TestProxy, 'lines'>): unknown[] =>
  lines.filter((line) => line.includes('"start-now"')).map((line): unknown => JSON.parse(line));

test('a start is sent once and leaves a line that says who, what and when', async () => {
  const made = await starter(() => success({ job_id: 12 }));
  expect((await made.start()).status).toBe(200);
  expect(made.asked()).toEqual(['POST /services/jobs/start_now/12']);
  expect(audited(made)).toEqual([
    expect.objectContaining({
      time: '2026-03-10T14:00:00.000Z',
      userId: 'ada',
      userName: 'ada',
      vault: 'acme.veevavault.com',
      job: '12',
      outcome: 'SUCCESS',
      ms: 0,
    }),
  ]);
});

test.each([
  ['times out', () => new Promise<Response>(() => {}), 'VAULT_TIMEOUT'],
  ['breaks off', () => Promise.reject(new TypeError('fetch failed')), 'VAULT_UNREACHABLE'],
  ['is answered by a web page', () => new Response('<p>'), 'VAULT_UNREADABLE'],
  ['is answered by HTTP 503', () => new Response('<p>', { status: 503 }), 'VAULT_MAINTENANCE'],
])('a start that %s is not sent again, and nobody knows its outcome', async (_, answer, reason) => {
  const made = await starter(answer, { VAULT_TIMEOUT_MS: '20' });
  expect(await errorTypeOf(await made.start())).toBe(reason);
  expect(made.calls).toHaveLength(1);
  expect(audited(made)).toEqual([expect.objectContaining({ outcome: 'unknown', reason })]);
});

const errors = [{ type: 'NODE_DOWN', message: 'Node west-7 is down.' }];

test.each<[string, object, number]>([
  ['an EXCEPTION of an unknown type', { responseStatus: 'EXCEPTION', errors }, 200],
  ['an EXCEPTION in words alone', { responseStatus: 'EXCEPTION', responseMessage: 'Down.' }, 200],
  ['HTTP 503 in words alone', { responseStatus: 'FAILURE', responseMessage: 'Busy.' }, 503],
])('of a start that ends in %s nobody knows the outcome', async (_, body, status) => {
  const made = await starter(() => Response.json(body, { status }));
  await made.start();
  expect(made.calls).toHaveLength(1);
  expect(audited(made)).toEqual([expect.objectContaining({ outcome: 'unknown' })]);
});

test.each(['OPERATION_NOT_ALLOWED', 'API_LIMIT_EXCEEDED', 'INVALID_SESSION_ID'])(
  'a start that Vault refuses with %s is not sent again',
  async (type) => {
    const made = await starter(() => failure(type));
    expect(await errorTypeOf(await made.start())).toBe(type);
    expect(made.calls).toHaveLength(1);
    expect(audited(made)).toEqual([expect.objectContaining({ outcome: type })]);
  },
);

test('a Vault that says that it is closed has started nothing', async () => {
  const headers = { 'X-VaultAPI-DowntimeExpectedDurationMinutes': '30' };
  const made = await starter(() => new Response('<p>', { status: 503, headers }));
  await made.start();
  expect(audited(made)).toEqual([expect.objectContaining({ outcome: 'VAULT_MAINTENANCE' })]);
  const closed = await starter(() => failure('CONFIGURATION_MODE_ENABLED'));
  await closed.start();
  expect(audited(closed)).toEqual([
    expect.objectContaining({ outcome: 'CONFIGURATION_MODE_ENABLED' }),
  ]);
});

test('a browser that goes away does not take a start back', async () => {
  const answers: (() => void)[] = [];
  const made = await starter(
    () =>
      new Promise((resolve) => {
        answers.push(() => resolve(success({ job_id: 12 })));
      }),
  );
  const leaving = new AbortController();
  const { cookie } = made;
  const gone = made.ask(start, { method: 'POST', headers: { cookie }, signal: leaving.signal });
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  leaving.abort();
  expect(made.calls[0]?.signal.aborted).toBe(false);
  answers[0]?.();
  await gone;
  expect(audited(made)).toEqual([expect.objectContaining({ outcome: 'SUCCESS' })]);
});

test('where it is set to read only, a start is refused, audited and not sent', async () => {
  const made = await starter(() => success({}), { READ_ONLY: 'on' });
  const answer = await made.start();
  expect([answer.status, await errorTypeOf(answer), made.calls.length]).toEqual([
    403,
    'READ_ONLY',
    0,
  ]);
  expect(audited(made)).toEqual([expect.objectContaining({ outcome: 'READ_ONLY', userId: 'ada' })]);
  const { cookie } = made;
  const alive = await made.ask('/api/vault/keep-alive', { method: 'POST', headers: { cookie } });
  expect(alive.status).toBe(200);
});

test('a start without proof of origin, or by nobody, is audited and not sent', async () => {
  const made = await starter(() => success({}));
  await made.ask(start, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } });
  await made.ask(start, { method: 'POST' });
  expect(made.calls).toHaveLength(0);
  expect(audited(made)).toEqual([
    expect.objectContaining({ outcome: 'FOREIGN_ORIGIN' }),
    expect.objectContaining({ outcome: 'INVALID_SESSION_ID' }),
  ]);
});

test('each request leaves a line with who, what and how it went, without its query', async () => {
  const { ask, signIn, lines } = testProxy();
  const { cookie } = await signIn();
  lines.length = 0;
  await ask('/api/vault/services/jobs/histories?status=success', { headers: { cookie } });
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    {
      level: 20,
      time: '2026-03-10T14:00:00.000Z',
      event: 'request',
      id: expect.any(String),
      userId: 'ada',
      method: 'GET',
      path: '/api/vault/services/jobs/histories',
      status: 200,
      outcome: 'SUCCESS',
      ms: 0,
    },
  ]);
});
