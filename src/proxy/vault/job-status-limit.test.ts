import { expect, test } from 'vitest';

import { failure } from '../testing/test-proxy.ts';
import { viewers } from '../testing/viewers.ts';

const limited = () => failure('API_LIMIT_EXCEEDED');

/** As a page does: after an answer it asks again 10.5 s later, turned away when it was told to. */
function createPage(user: string, { ask }: ReturnType<typeof viewers>, begins = 0) {
  let due = begins;
  const answers: Awaited<ReturnType<typeof ask>>[] = [];
  return {
    user,
    answers,
    async lookAt(ms: number) {
      if (ms < due) return;
      const answer = await ask(user);
      answers.push(answer);
      due = ms + (answer.outcome === 'SUCCESS' ? 10_500 : Number(answer.retryAfter) * 1_000);
    },
  };
}

type Page = ReturnType<typeof createPage>;

async function watch(pages: Page[], { advance }: ReturnType<typeof viewers>, lengthMs: number) {
  for (let ms = 0; ms < lengthMs; ms += 100) {
    // oxlint-disable-next-line no-await-in-loop -- time goes by step by step
    for (const page of pages) await page.lookAt(ms);
    advance(100);
  }
}

test('within 10 s of a call the job is not asked for, and nobody sees another’s answer', async () => {
  const { ask, calls, advance } = viewers();
  expect(await ask('ada')).toMatchObject({ whose: 'ada', ageMs: 0 });
  advance(4_000);
  expect(await ask('bob')).toEqual({
    whose: undefined,
    outcome: 'ASKED_RECENTLY',
    retryAfter: '6',
    ageMs: 0,
  });
  advance(6_000);
  expect(await ask('bob')).toMatchObject({ whose: 'bob', ageMs: 0 });
  expect(calls.map(({ ms, user }) => [ms, user])).toEqual([
    [0, 'ada'],
    [10_000, 'bob'],
  ]);
});

test('an identity that has an answer sees it again, with its age', async () => {
  const { ask, calls, advance } = viewers();
  await ask('ada');
  advance(10_000);
  await ask('bob');
  advance(2_000);
  expect(await ask('ada')).toMatchObject({ whose: 'ada', outcome: 'SUCCESS', ageMs: 12_000 });
  expect(calls).toHaveLength(2);
});

test('each job has a limit of its own', async () => {
  const { ask, calls } = viewers();
  await Promise.all([ask('ada'), ask('bob', { job: '13' })]);
  expect(calls.map(({ ms }) => ms)).toEqual([0, 0]);
});

test('tabs of one identity that ask at once share one call, while others are turned away', async () => {
  let answer: (() => void) | undefined;
  const { ask, calls } = viewers({
    delay: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  });
  const tabs = Array.from({ length: 5 }, () => ask('ada'));
  expect(await ask('bob')).toMatchObject({ outcome: 'ASKED_RECENTLY', retryAfter: '10' });
  answer?.();
  expect(new Set((await Promise.all(tabs)).map(({ whose }) => whose))).toEqual(new Set(['ada']));
  expect(calls).toHaveLength(1);
});

test('five people who open a job at once each see it within a minute', async () => {
  const all = viewers();
  const pages = ['ada', 'bob', 'cid', 'dan', 'eve'].map((user) => createPage(user, all));
  await watch(pages, all, 60_000);
  for (const { user, answers } of pages) {
    expect(answers.filter(({ whose }) => whose === user).length).toBeGreaterThan(0);
  }
  const first = all.calls.slice(0, 5).map(({ user }) => user);
  expect(new Set(first).size).toBe(5);
});

test('in an hour of pages that poll in step, no job is asked for twice in 10 s, and all see it as often', async () => {
  const all = viewers();
  const pages = ['ada', 'bob', 'cid', 'dan'].map((user, nth) => createPage(user, all, nth * 300));
  await watch(pages, all, 3_600_000);
  const gaps = all.calls.slice(1).map(({ ms }, at) => ms - (all.calls[at]?.ms ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(10_000);
  for (const { user, answers } of pages) {
    const own = all.calls.filter((call) => call.user === user).length;
    expect(own).toBeGreaterThan(all.calls.length / 5);
    const seen = answers.filter(({ outcome }) => outcome === 'SUCCESS');
    expect(new Set(seen.map(({ whose }) => whose))).toEqual(new Set([user]));
    expect(Math.max(...seen.map(({ ageMs }) => ageMs))).toBeLessThan(90_000);
  }
});

test('a caller who was turned away and does not come back keeps nobody waiting', async () => {
  const { ask, calls, advance } = viewers();
  await ask('ada');
  await ask('bob');
  advance(15_000);
  expect(await ask('ada')).toMatchObject({ whose: 'ada', ageMs: 0 });
  expect(calls).toHaveLength(2);
});

test('where another integration was faster, Vault’s refusal says when to ask again', async () => {
  const { ask, calls, advance } = viewers({
    odd: (_, nth) => (nth === 1 ? limited() : undefined),
  });
  expect(await ask('ada')).toMatchObject({ outcome: 'API_LIMIT_EXCEEDED', retryAfter: '10' });
  advance(5_000);
  expect(await ask('ada')).toMatchObject({ outcome: 'ASKED_RECENTLY', retryAfter: '5' });
  advance(5_000);
  expect(await ask('ada')).toMatchObject({ whose: 'ada', ageMs: 0 });
  expect(calls).toHaveLength(2);
});

test('when Vault refuses, an answer is shown again for up to 5 minutes', async () => {
  const { ask, calls, advance } = viewers({
    odd: (ms) => (ms > 0 ? limited() : undefined),
  });
  await ask('ada');
  advance(60_000);
  expect(await ask('ada')).toMatchObject({ outcome: 'SUCCESS', ageMs: 60_000 });
  advance(240_000);
  expect((await ask('ada')).outcome).toBe('API_LIMIT_EXCEEDED');
  expect(calls.map(({ ms }) => ms)).toEqual([0, 60_000, 300_000]);
});

test('an answer from before a start is not shown in place of a new one', async () => {
  const { ask, calls, advance } = viewers();
  await ask('ada');
  await ask('ada', { isStart: true });
  expect(await ask('ada')).toMatchObject({ outcome: 'ASKED_RECENTLY', retryAfter: '10' });
  advance(10_000);
  expect(await ask('ada')).toMatchObject({ whose: 'ada', ageMs: 0 });
  expect(calls.map(({ ms }) => ms)).toEqual([0, 0, 10_000]);
});
