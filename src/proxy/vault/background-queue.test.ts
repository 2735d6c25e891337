/** Who waits for reads in the background, and for how long. */
import { expect, test, vi } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';

import { fakeVault, success, testProxy } from '../testing/test-proxy.ts';

const page = (n: number) => `/api/vault/services/jobs/histories?limit=200&offset=${n}`;

/** A Vault that answers reads one by one, when it is let to. */
function slowVault() {
  const answers: { user: string; offset: number; answer: () => void }[] = [];
  const made = testProxy({
    upstream: fakeVault(({ method, url, headers }) => {
      if (method !== 'GET') return undefined;
      const user = headers.get('authorization')?.replace('session of ', '') ?? '';
      const offset = Number(new URL(url).searchParams.get('offset'));
      return new Promise((resolve) => {
        answers.push({ user, offset, answer: () => resolve(success({ jobs: [] })) });
      });
    }),
  });
  const reader = async (userName: string) => {
    const { cookie } = await made.signIn({ userName });
    const headers = { cookie, 'x-jobwatch-priority': 'background' };
    return (n: number, init: RequestInit = {}) => made.ask(page(n), { ...init, headers });
  };
  /** Answers the call that is under way, and says what it was. */
  async function answerNext(nth: number) {
    await vi.waitFor(() => expect(answers.length).toBeGreaterThan(nth));
    const { user, offset, answer } = answers[nth] ?? { user: '', offset: 0 };
    answer?.();
    return `${user} ${offset}`;
  }
  return { ...made, reader, answers, answerNext };
}

test('who reads everything does not hold up another user', async () => {
  const { reader, answerNext } = slowVault();
  const [ada, bob] = [await reader('ada'), await reader('bob')];
  const all = Array.from({ length: 10 }, (_, n) => ada(n));
  const other = bob(77);
  // Which of the requests is let in first depends on when its cookie has been read.
  const first = [await answerNext(0), await answerNext(1), await answerNext(2)];
  expect(first).toContain('bob 77');
  expect((await other).status).toBe(200);
  for (let nth = 3; nth < 11; nth++) await answerNext(nth);
  expect((await Promise.all(all)).map(({ status }) => status)).toEqual(all.map(() => 200));
});

test('what nobody waits for any more is not read', async () => {
  const { reader, answers, answerNext, asked } = slowVault();
  const [ada, bob] = [await reader('ada'), await reader('bob')];
  const leaving = new AbortController();
  const abandoned = Array.from({ length: 40 }, (_, n) => ada(n, { signal: leaving.signal }));
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  leaving.abort();
  const other = bob(77);
  await answerNext(0);
  expect(await answerNext(1)).toBe('bob 77');
  expect((await other).status).toBe(200);
  await Promise.all(abandoned);
  expect(asked()).toHaveLength(2);
  const late = new AbortController();
  late.abort();
  await ada(99, { signal: late.signal });
  expect(asked()).toHaveLength(2);
});

test('a tab that waits for the same page gets it, though the one that asked first has left', async () => {
  const { reader, answers, answerNext } = slowVault();
  const ada = await reader('ada');
  const leaving = new AbortController();
  const first = ada(0);
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  const left = ada(1, { signal: leaving.signal });
  const stays = ada(1);
  await new Promise((resolve) => setImmediate(resolve));
  leaving.abort();
  await answerNext(0);
  expect(await answerNext(1)).toBe('ada 1');
  expect([(await first).status, (await stays).status]).toEqual([200, 200]);
  await left;
});

test('how many wait is bounded, for one user and in all', async () => {
  const { reader, answers } = slowVault();
  const ada = await reader('ada');
  const statuses: number[] = [];
  for (let n = 0; n < 200; n++) void ada(n).then(({ status }) => statuses.push(status));
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  await vi.waitFor(() => expect(statuses).toHaveLength(149));
  expect(new Set(statuses)).toEqual(new Set([429]));
  const refused = await ada(999);
  expect([await errorTypeOf(refused), refused.headers.get('retry-after')]).toEqual([
    'API_LIMIT_EXCEEDED',
    '30',
  ]);
  for (let user = 0; user < 12; user++) {
    const other = await reader(`user${user}`);
    for (let n = 0; n < 50; n++) void other(n).then(({ status }) => statuses.push(status));
  }
  await vi.waitFor(() => expect(statuses).toHaveLength(149 + 150));
  expect(answers).toHaveLength(1);
});
