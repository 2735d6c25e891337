/** Who would wait too long for a job's turn: told when to come, with their place kept. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { all, viewers } from '../testing/viewers.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a line of more than 25 s is not waited in: it is said when to come again', async () => {
  const { ask, pass, calls } = viewers();
  const asked = ['ada', 'bob', 'cid', 'dan'].map((who) => ask(who));
  expect(await asked[3]).toMatchObject({ outcome: 'NOT_YOUR_TURN', retryAfter: '5' });
  await pass(5_000);
  asked.push(ask('dan'));
  await pass(30_000);
  expect((await all(asked)).at(-1)).toBe('dan');
  expect(calls).toHaveLength(4);
});

test('of five who come at once each is told when to come, and sees their own in that order', async () => {
  const { ask, pass, calls } = viewers();
  const names = ['ada', 'bob', 'cid', 'dan', 'eve'];
  const first = names.map((who) => ask(who));
  expect(await Promise.all(first.slice(3))).toMatchObject([
    { outcome: 'NOT_YOUR_TURN', retryAfter: '5' },
    { outcome: 'NOT_YOUR_TURN', retryAfter: '15' },
  ]);
  await pass(5_000);
  const dan = ask('dan');
  await pass(10_000);
  const eve = ask('eve');
  await pass(30_000);
  expect(await all([...first.slice(0, 3), dan, eve])).toEqual(names);
  expect(calls.map(({ ms, who }) => [ms, who])).toEqual(
    names.map((who, nth) => [nth * 10_000, who]),
  );
});

test('who was told when to come keeps their place: no later one goes before', async () => {
  const { ask, pass, calls } = viewers();
  const asked = ['ada', 'bob', 'cid', 'dan'].map((who) => ask(who));
  await pass(11_000);
  expect(await ask('eve')).toMatchObject({ outcome: 'NOT_YOUR_TURN', retryAfter: '4' });
  const dan = ask('dan');
  await pass(4_000);
  const eve = ask('eve');
  await pass(30_000);
  expect(await all([...asked.slice(0, 3), dan, eve])).toEqual(['ada', 'bob', 'cid', 'dan', 'eve']);
  expect(calls.map(({ who }) => who)).toEqual(['ada', 'bob', 'cid', 'dan', 'eve']);
});

test('asked again before the time it is said anew, and costs no second place', async () => {
  const { ask, pass, calls } = viewers();
  const asked = ['ada', 'bob', 'cid', 'dan', 'eve'].map((who) => ask(who));
  await pass(2_000);
  expect(await ask('eve')).toMatchObject({ outcome: 'NOT_YOUR_TURN', retryAfter: '13' });
  await pass(13_000);
  const eve = ask('eve');
  await pass(30_000);
  expect(await all([...asked.slice(0, 3), eve])).toEqual(['ada', 'bob', 'cid', 'eve']);
  expect(calls.filter(({ who }) => who === 'eve')).toHaveLength(1);
});

test('who does not come back takes no turn from those who wait', async () => {
  const { ask, pass, calls } = viewers();
  const asked = ['ada', 'bob', 'cid', 'dan'].map((who) => ask(who));
  await pass(15_500);
  const eve = ask('eve');
  await pass(30_000);
  expect(await all([...asked.slice(0, 3), eve])).toEqual(['ada', 'bob', 'cid', 'eve']);
  expect(calls.map(({ ms, who }) => [ms, who]).at(-1)).toEqual([30_000, 'eve']);
});
