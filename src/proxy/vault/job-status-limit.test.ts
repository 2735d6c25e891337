import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { failure } from '../testing/test-proxy.ts';
import { all, viewers } from '../testing/viewers.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const limited = () => failure('API_LIMIT_EXCEEDED');

test('identities take turns, 10 s apart, and each sees its own answer alone', async () => {
  const { ask, pass, calls } = viewers();
  const asked = ['ada', 'bob', 'cid'].map((who) => ask(who));
  await pass(25_000);
  expect(await all(asked)).toEqual(['ada', 'bob', 'cid']);
  expect(calls.map(({ ms, who }) => [ms, who])).toEqual([
    [0, 'ada'],
    [10_000, 'bob'],
    [20_000, 'cid'],
  ]);
});

test('in an hour of many screens no job is asked for twice in 10 s, and turns are fair', async () => {
  const { ask, pass, calls } = viewers();
  const names = ['ada', 'bob', 'cid', 'dan'];
  const asked = names.slice(0, 3).map((who) => ask(who));
  await pass(21_000);
  for (let nth = 0; nth < 500; nth += 1) {
    const who = names[nth % 4] ?? '';
    asked.push(ask(who), ask(who));
    await pass(7_000, 7_000);
  }
  await pass(60_000);
  const answers = await Promise.all(asked);
  expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['SUCCESS']));
  const gaps = calls.slice(1).map(({ ms }, at) => ms - (calls[at]?.ms ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10_000);
  for (const name of names) {
    const turns = calls.filter(({ who }) => who === name).length;
    expect(turns).toBeGreaterThan(calls.length / 5);
  }
});

test('jobs have lines of their own', async () => {
  const { ask, calls } = viewers();
  await Promise.all([ask('ada'), ask('bob', { job: '13' })]);
  expect(calls.map(({ ms }) => ms)).toEqual([0, 0]);
});

test('who has seen the job sees that again, with its age, and is next in line', async () => {
  const { ask, pass, calls } = viewers();
  await ask('ada');
  const waits = ask('bob');
  await pass(12_000);
  expect(await waits).toMatchObject({ whose: 'bob', ageMs: 0 });
  expect(await ask('ada')).toMatchObject({ whose: 'ada', ageMs: 12_000 });
  await pass(10_000);
  expect(await ask('ada')).toMatchObject({ whose: 'ada', ageMs: 2_000 });
  expect(calls.map(({ ms, who }) => [ms, who])).toEqual([
    [0, 'ada'],
    [10_000, 'bob'],
    [20_000, 'ada'],
  ]);
});

test('who has seen nothing yet goes before those who only look again', async () => {
  const { ask, pass, calls } = viewers();
  await ask('ada');
  const first = ask('bob');
  await pass(11_000);
  await first;
  await ask('ada');
  const next = ask('cid');
  await pass(25_000);
  expect((await next).whose).toBe('cid');
  expect(calls.map(({ who }) => who)).toEqual(['ada', 'bob', 'cid', 'ada']);
});

test('tabs of one identity that wait cost one call', async () => {
  const { ask, pass, calls } = viewers();
  await ask('ada');
  const tabs = Array.from({ length: 5 }, () => ask('bob'));
  await pass(12_000);
  expect(new Set(await all(tabs))).toEqual(new Set(['bob']));
  expect(calls).toHaveLength(2);
});

test('who leaves takes no turn along from another tab that waits', async () => {
  const { ask, pass, calls } = viewers();
  await ask('ada');
  const leaving = new AbortController();
  const gone = ask('bob', { leaving });
  const stays = ask('bob', { leaving: new AbortController() });
  leaving.abort();
  await pass(12_000);
  expect((await stays).whose).toBe('bob');
  await gone;
  expect(calls.map(({ who }) => who)).toEqual(['ada', 'bob']);
});

test('once all tabs have left, the next in line has their turn', async () => {
  const { ask, pass, calls } = viewers();
  await ask('ada');
  const leaving = [new AbortController(), new AbortController()];
  const gone = leaving.map((one) => ask('bob', { leaving: one }));
  const next = ask('cid');
  await pass(500);
  for (const one of leaving) one.abort();
  const back = ask('bob', { leaving: new AbortController() });
  await pass(22_000);
  expect(await all([next, back])).toEqual(['cid', 'bob']);
  expect(await all(gone)).toEqual([undefined, undefined]);
  expect(calls.map(({ ms, who }) => [ms, who])).toEqual([
    [0, 'ada'],
    [10_000, 'cid'],
    [20_000, 'bob'],
  ]);
});

test('where another integration was faster, it is waited out and asked once more', async () => {
  const { ask, pass, calls } = viewers({ odd: (_, nth) => (nth === 1 ? limited() : undefined) });
  const asked = [ask('ada'), ask('bob')];
  await pass(22_000);
  expect(await all(asked)).toEqual(['ada', 'bob']);
  expect(calls.map(({ ms, who }) => [ms, who])).toEqual([
    [0, 'ada'],
    [10_000, 'ada'],
    [20_000, 'bob'],
  ]);
});

test('a second refusal is told, with when to ask again', async () => {
  const { ask, pass, calls } = viewers({ odd: () => limited() });
  const asked = ask('ada');
  await pass(30_000);
  expect(await asked).toMatchObject({ outcome: 'API_LIMIT_EXCEEDED', retryAfter: '10' });
  expect(calls).toHaveLength(2);
});

test('it is not waited out where that takes longer than Vault is waited for', async () => {
  const { ask, calls } = viewers({ odd: () => limited(), patienceMs: 5_000 });
  expect((await ask('ada')).outcome).toBe('API_LIMIT_EXCEEDED');
  expect(calls).toHaveLength(1);
});

test('who was answered within 5 min sees that when refused, and no later', async () => {
  const { ask, pass, calls } = viewers({ odd: (ms) => (ms > 0 ? limited() : undefined) });
  await ask('ada');
  await pass(60_000, 10_000);
  expect(await ask('ada')).toMatchObject({ outcome: 'SUCCESS', ageMs: 60_000 });
  await pass(240_000, 10_000);
  const late = ask('ada');
  await pass(20_000);
  expect((await late).outcome).toBe('API_LIMIT_EXCEEDED');
  expect(calls.map(({ ms }) => ms)).toEqual([0, 60_000, 300_000, 310_000]);
});

test('the answer from before a start does not stand in: the turn is waited for', async () => {
  const { ask, pass, calls } = viewers();
  await ask('ada');
  await ask('ada', { isStart: true });
  const next = ask('ada');
  await pass(12_000);
  expect(await next).toMatchObject({ whose: 'ada', ageMs: 0 });
  expect(calls.map(({ ms }) => ms)).toEqual([0, 0, 10_000]);
});
