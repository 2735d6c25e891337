/** Where Vault asks for no more calls, none is sent until the moment it names. */
import { expect, test } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';
import { createManualClock } from '#contract/testing/manual-clock.ts';

import { failure, fakeVault, testProxy } from '../testing/test-proxy.ts';
import { createPauses } from './pauses.ts';
import { ownReply } from './reply.ts';

const lists = ['monitors', 'histories'].map((name) => `/api/vault/services/jobs/${name}`);
const [list = ''] = lists;

type Options = { status?: number; body?: string; headers?: Record<string, string> };

/** Signed in, with a Vault that answers so from now on, whatever is asked of it. */
async function refusing({ status = 429, body = 'Too many requests', headers = {} }: Options) {
  let isRefusing = false;
  const made = testProxy({
    upstream: fakeVault(() => (isRefusing ? new Response(body, { status, headers }) : undefined)),
  });
  const { cookie } = await made.signIn();
  const other = await made.signIn({ userName: 'bob' });
  isRefusing = true;
  const read = async (path = list, who = cookie) => {
    const answer = await made.ask(path, { headers: { cookie: who } });
    return [await errorTypeOf(answer), answer.headers.get('retry-after')];
  };
  return {
    ...made,
    read,
    cookie,
    other: other.cookie,
    recover: () => {
      isRefusing = false;
    },
  };
}

test('after a 429 nobody calls this Vault until the time it named is over', async () => {
  const { read, asked, advance, other, recover } = await refusing({
    headers: { 'Retry-After': '20' },
  });
  expect(await read()).toEqual(['VAULT_ASKED_TO_WAIT', '20']);
  recover();
  advance(5_000);
  for (const path of lists) expect(await read(path)).toEqual(['VAULT_ASKED_TO_WAIT', '15']);
  expect(await read(list, other)).toEqual(['VAULT_ASKED_TO_WAIT', '15']);
  advance(14_999);
  expect(await read()).toEqual(['VAULT_ASKED_TO_WAIT', '1']);
  expect(asked()).toHaveLength(1);
  advance(1);
  expect(await read()).toEqual([undefined, null]);
  expect(asked()).toHaveLength(2);
});

test('the time may be a date, which is meant by the sender’s own clock', async () => {
  const { read, asked, advance } = await refusing({
    headers: {
      Date: 'Wed, 25 Nov 2026 10:00:00 GMT',
      'Retry-After': 'Wed, 25 Nov 2026 10:01:30 GMT',
    },
  });
  expect(await read()).toEqual(['VAULT_ASKED_TO_WAIT', '90']);
  advance(89_000);
  expect(await read()).toEqual(['VAULT_ASKED_TO_WAIT', '1']);
  expect(asked()).toHaveLength(1);
  advance(1_000);
  await read();
  expect(asked()).toHaveLength(2);
});

test('a maintenance that says how long it lasts is heeded as well', async () => {
  const { read, asked, advance } = await refusing({
    status: 503,
    body: '<html/>',
    headers: { 'Retry-After': '60' },
  });
  expect(await read()).toEqual(['VAULT_MAINTENANCE', '60']);
  advance(30_000);
  expect(await read()).toEqual(['VAULT_MAINTENANCE', '30']);
  expect(asked()).toHaveLength(1);
});

test('meanwhile a start is refused for certain, and so is a sign-in', async () => {
  const { read, ask, signIn, calls, cookie } = await refusing({
    status: 503,
    headers: { 'Retry-After': '60' },
  });
  await read();
  const before = calls.length;
  const start = await ask('/api/vault/services/jobs/start_now/12', {
    method: 'POST',
    headers: { cookie },
  });
  expect([start.status, await errorTypeOf(start)]).toEqual([429, 'NOT_SENT']);
  const { answer } = await signIn({ userName: 'carol' });
  expect([answer.status, await errorTypeOf(answer)]).toEqual([429, 'NOT_SENT']);
  expect(answer.headers.get('retry-after')).toBe('60');
  expect(calls).toHaveLength(before);
});

test('meanwhile a sign-out ends the session in Vault all the same', async () => {
  const { read, ask, asked, cookie } = await refusing({ headers: { 'Retry-After': '60' } });
  await read();
  const before = asked().length;
  await ask('/api/session', { method: 'DELETE', headers: { cookie } });
  expect(asked().slice(before)).toEqual(['DELETE /session']);
  expect(await read()).toEqual(['INVALID_SESSION_ID', null]);
  expect(asked()).toHaveLength(before + 1);
});

test.each(['0', '-5', 'soon', '', 'Wed, 25 Nov 2020 10:00:00 GMT'])(
  'a wait of "%s" is none',
  async (after) => {
    const { read, asked } = await refusing({ headers: { 'Retry-After': after } });
    expect(await read()).toEqual(['VAULT_ASKED_TO_WAIT', null]);
    await read();
    expect(asked()).toHaveLength(2);
  },
);

test.each([
  ['999999999999'],
  ['86400'],
  // Eight months ahead of the clock of these tests.
  ['Wed, 25 Nov 2026 10:00:00 GMT'],
])('a wait of days (%s) is said to be an hour, and asked about again after it', async (after) => {
  const { read, asked, advance } = await refusing({ headers: { 'Retry-After': after } });
  expect(await read()).toEqual(['VAULT_ASKED_TO_WAIT', '3600']);
  advance(3_599_000);
  await read();
  expect(asked()).toHaveLength(1);
  advance(1_000);
  await read();
  expect(asked()).toHaveLength(2);
});

test('Vault’s own limit of one address pauses that address alone', async () => {
  const body = await failure('API_LIMIT_EXCEEDED').text();
  const made = testProxy({
    upstream: fakeVault(({ url }) =>
      url.endsWith('/jobs/monitors')
        ? new Response(body, { status: 429, headers: { 'Retry-After': '7' } })
        : undefined,
    ),
  });
  const { cookie } = await made.signIn();
  for (const path of [...lists, ...lists]) {
    await made.ask(path, { headers: { cookie } });
  }
  const paths = made.asked().map((call) => call.replace('GET /services/jobs/', ''));
  expect(paths.filter((path) => path === 'monitors')).toHaveLength(1);
  expect(paths).toContain('histories');
});

test('during a pause nobody is shown the words, user or budget of the answer that began it', async () => {
  const { ask, read, cookie, other, advance } = await refusing({
    status: 503,
    body: '{"responseStatus":"FAILURE","responseMessage":"ada has too many sessions"}',
    headers: {
      'Retry-After': '60',
      'X-VaultAPI-UserId': 'ada',
      'X-VaultAPI-BurstLimit': '100',
      'X-VaultAPI-BurstLimitRemaining': '1',
      'X-VaultAPI-DowntimeExpectedDurationMinutes': '5',
    },
  });
  await read();
  advance(10_000);
  const answers = await Promise.all(
    [cookie, other].map((who) => ask(list, { headers: { cookie: who } })),
  );
  for (const answer of answers) {
    expect([await answer.clone().text(), ...answer.headers.keys()].join()).not.toMatch(/ada|burst/);
    expect(await errorTypeOf(answer)).toBe('VAULT_ASKED_TO_WAIT');
    expect(answer.headers.get('x-vaultapi-downtimeexpecteddurationminutes')).toBe('5');
  }
});

test.each([429, 503])(
  'a good answer with HTTP %i and a Retry-After goes to nobody else',
  async (status) => {
    const made = testProxy({
      upstream: fakeVault(({ url, headers }) => {
        const user = headers.get('authorization');
        const good = { responseStatus: 'SUCCESS', jobs: [{ job_id: 1, title: `for ${user}` }] };
        return url.endsWith('/monitors')
          ? Response.json(good, { status, headers: { 'Retry-After': '60' } })
          : undefined;
      }),
    });
    for (const userName of ['ada', 'bob']) {
      const { cookie } = await made.signIn({ userName });
      const answer = await made.ask(list, { headers: { cookie } });
      expect(await answer.text()).toContain(`for session of ${userName}`);
    }
  },
);

test('a burst budget read before a pause does not count as new during it', async () => {
  let isPausing = true;
  const budget = { 'X-VaultAPI-BurstLimit': '100', 'X-VaultAPI-BurstLimitRemaining': '1' };
  const headers = { 'Retry-After': '3600', ...budget };
  const busy = () => Response.json({ responseStatus: 'FAILURE' }, { status: 429, headers });
  const made = testProxy({
    upstream: fakeVault(({ method }) => (method === 'GET' && isPausing ? busy() : undefined)),
  });
  const { cookie } = await made.signIn();
  const read = async (priority: string) =>
    errorTypeOf(await made.ask(list, { headers: { cookie, 'x-jobwatch-priority': priority } }));
  await read('live');
  made.advance(3_599_000);
  const during = await read('live');
  isPausing = false;
  made.advance(1_000);
  expect(await read('background')).toBeUndefined();
  expect(during).toBe('VAULT_ASKED_TO_WAIT');
});

test('a limit of signing in is of one user name: others may sign in', async () => {
  const body = await failure('API_LIMIT_EXCEEDED').text();
  const made = testProxy({
    upstream: fakeVault(async (request) =>
      request.method === 'POST' && (await request.clone().text()).includes('username=ada')
        ? new Response(body, { status: 429, headers: { 'Retry-After': '60' } })
        : undefined,
    ),
  });
  expect(await errorTypeOf((await made.signIn()).answer)).toBe('API_LIMIT_EXCEEDED');
  expect((await made.signIn({ userName: 'bob' })).answer.status).toBe(200);
});

const request = (host: string, job: number) =>
  new Request(`https://${host}/jobs/${job}`, { headers: { Authorization: 'ada' } });

test('the number of pauses is bounded, and that of a whole Vault outlives those of addresses', () => {
  const clock = createManualClock();
  const { replyTo, note } = createPauses({ clock });
  const wait = { message: '', at: clock.now(), headers: { 'retry-after': '3600' } };
  note(request('down.test', 0), ownReply({ type: 'VAULT_MAINTENANCE', ...wait }));
  for (let job = 0; job < 5_000; job++) {
    note(request('busy.test', job), ownReply({ type: 'API_LIMIT_EXCEEDED', ...wait }));
    replyTo(request('down.test', job));
  }
  const paused = Array.from({ length: 5_000 }, (_, job) => replyTo(request('busy.test', job)));
  expect(paused.filter((reply) => reply !== undefined).length).toBeLessThan(1_000);
  expect(paused.at(-1)).toBeDefined();
  expect(replyTo(request('down.test', 1))).toBeDefined();
});
