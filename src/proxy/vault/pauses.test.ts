/** Where Vault asks for no more calls, none is sent until the moment it names. */
import { expect, test } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';

import { failure, fakeVault, testProxy } from '../testing/test-proxy.ts';

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

test.each(['0', '-5', 'soon', '', 'Wed, 25 Nov 2020 10:00:00 GMT'])(
  'a wait of "%s" is none',
  async (after) => {
    const { read, asked } = await refusing({ headers: { 'Retry-After': after } });
    expect(await read()).toEqual(['VAULT_ASKED_TO_WAIT', null]);
    await read();
    expect(asked()).toHaveLength(2);
  },
);

test('a wait of days is asked about again after an hour', async () => {
  const { read, asked, advance } = await refusing({ headers: { 'Retry-After': '999999999999' } });
  await read();
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
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await made.ask(path, { headers: { cookie } });
  }
  const paths = made.asked().map((call) => call.replace('GET /services/jobs/', ''));
  expect(paths.filter((path) => path === 'monitors')).toHaveLength(1);
  expect(paths).toContain('histories');
});
