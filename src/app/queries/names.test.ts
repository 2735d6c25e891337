import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';

import { failure } from '#contract/envelope.ts';
import { callThrough } from '#contract/testing/fake-call.ts';
import { createManualClock } from '#contract/testing/manual-clock.ts';

import { createNames } from './names.ts';

type Options = { users: number; list?: string; single?: string };

/** A Vault with this many users from id 2 on, which may refuse the list or the single look-up. */
function vaultWith({ users, list = '', single = '' }: Options) {
  const clock = createManualClock();
  const asked: string[] = [];
  const call = callThrough((request) => {
    const { pathname, searchParams } = new URL(request.url);
    const path = pathname.replace('/api/v25.2/objects/users', '');
    asked.push(path + new URL(request.url).search);
    const refusal = path === '' ? list : single;
    if (refusal !== '') return Promise.resolve(Response.json(failure(refusal, 'No.')));
    const start = Number(searchParams.get('start'));
    const ids =
      path === ''
        ? Array.from({ length: users }, (_, at) => at + 2).slice(start, start + 200)
        : [Number(path.slice(1))];
    return Promise.resolve(Response.json({ responseStatus: 'SUCCESS', users: ids.map(entry) }));
  });
  const cache = new QueryClient();
  const lookUp = createNames({ call, now: clock.now });
  return {
    asked,
    advance: clock.advance,
    lookUpAll: async (ids: number[]) =>
      Promise.all(ids.map(async (id) => lookUp(String(id), cache))),
  };
}

const entry = (id: number) => ({ user: { id, user_name__v: `name${id}` } });

const range = (length: number, from = 2) => Array.from({ length }, (_, at) => at + from);

test('a few are looked up one by one', async () => {
  const { lookUpAll, asked } = vaultWith({ users: 5_000 });
  const names = await lookUpAll([2, 3, 4]);
  expect(names.map(({ name }) => name)).toEqual(['name2', 'name3', 'name4']);
  expect(names.every(({ keepMs }) => keepMs === Infinity)).toBe(true);
  expect(asked).toEqual(['/2', '/3', '/4']);
});

test('261 creators cost two calls, and all have their names', async () => {
  const { lookUpAll, asked } = vaultWith({ users: 261 });
  const names = await lookUpAll(range(261));
  expect(names.filter(({ name }) => name === undefined)).toEqual([]);
  expect(asked).toEqual(['?limit=200&start=0', '?limit=200&start=200']);
  await lookUpAll(range(261));
  expect(asked).toHaveLength(2);
});

test('names that are known from the list cost no call of their own', async () => {
  const { lookUpAll, asked } = vaultWith({ users: 100 });
  await lookUpAll(range(100));
  await lookUpAll([5]);
  expect(asked).toHaveLength(1);
});

test.each([
  ['a Vault that refuses the list', { users: 900, list: 'INSUFFICIENT_ACCESS' }, 21],
  ['a Vault that does not know the list', { users: 900, list: 'MALFORMED_URL' }, 21],
  ['a Vault that refuses all', { users: 900, list: 'X', single: 'INSUFFICIENT_ACCESS' }, 21],
  ['a Vault of more users than are read', { users: 90_000 }, 25],
])('within an hour %s is called a fixed number of times', async (_, options, most) => {
  const { lookUpAll, asked, advance } = vaultWith(options);
  for (let page = 0; page < 30; page++) {
    // oxlint-disable-next-line no-await-in-loop -- page after page
    await lookUpAll(range(25, 50_000 + page * 25));
    advance(60_000);
  }
  expect(asked.length).toBeLessThanOrEqual(most);
});

/** For how long a name is kept that Vault refuses so. */
const keepMs = async (single: string) =>
  (await vaultWith({ users: 9, single }).lookUpAll([7])).map((name) => name.keepMs);

test('who could not be looked up is not asked for again within the hour, but soon after a failure', async () => {
  expect(await keepMs('USER_NOT_FOUND')).toEqual([3_600_000]);
  expect(await keepMs('INSUFFICIENT_ACCESS')).toEqual([3_600_000]);
  expect(await keepMs('UNEXPECTED_ERROR')).toEqual([60_000]);
  expect(await keepMs('API_LIMIT_EXCEEDED')).toEqual([60_000]);
});
