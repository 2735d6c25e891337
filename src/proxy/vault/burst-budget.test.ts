import { expect, test, vi } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';

import { testProxy, success, fakeVault } from '../testing/test-proxy.ts';

const page = (offset: number) => `/api/vault/services/jobs/histories?limit=200&offset=${offset}`;

async function reader(upstream = fakeVault()) {
  const made = testProxy({ upstream });
  const { cookie } = await made.signIn();
  made.calls.length = 0;
  const live = (path: string) => made.ask(path, { headers: { cookie } });
  const background = (path: string) =>
    made.ask(path, { headers: { cookie, 'x-jobwatch-priority': 'background' } });
  return { ...made, live, background };
}

const left = (remaining: number) =>
  fakeVault(({ method }) =>
    method === 'GET'
      ? success(
          { jobs: [] },
          { 'x-vaultapi-burstlimit': '2000', 'x-vaultapi-burstlimitremaining': String(remaining) },
        )
      : undefined,
  );

test('background reading goes one at a time, and live screens do not wait for it', async () => {
  const answers: (() => void)[] = [];
  const { live, background, asked } = await reader(
    fakeVault(({ method }) =>
      method === 'GET'
        ? new Promise<Response>((resolve) => answers.push(() => resolve(success({ jobs: [] }))))
        : undefined,
    ),
  );
  const reads = [0, 200, 400].map((offset) => background(page(offset)));
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  const screen = live(page(200));
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  expect(asked()[1]).toContain('offset=200');
  answers[1]?.();
  expect((await screen).status).toBe(200);
  for (const at of [0, 2, 3]) {
    await vi.waitFor(() => expect(answers.length).toBeGreaterThan(at));
    answers[at]?.();
  }
  await Promise.all(reads);
});

test('with less than 30 % of the budget left, background reading is held back', async () => {
  const { live, background, calls } = await reader(left(599));
  await live(page(0));
  const held = await background(page(200));
  expect([held.status, held.headers.get('retry-after'), await errorTypeOf(held)]).toEqual([
    429,
    '30',
    'API_LIMIT_EXCEEDED',
  ]);
  expect((await live(page(400))).status).toBe(200);
  expect(calls).toHaveLength(2);
});

test('held back reading goes on when the window has passed', async () => {
  const { live, background, advance } = await reader(left(10));
  await live(page(0));
  expect((await background(page(200))).status).toBe(429);
  advance(300_000);
  expect((await background(page(200))).status).toBe(200);
});

test.each([600, 2_000])('with %d of 2000 left nothing is held back', async (remaining) => {
  const { background } = await reader(left(remaining));
  for (const offset of [0, 200, 400]) expect((await background(page(offset))).status).toBe(200);
});

test('a Vault that names no budget is read without a pause', async () => {
  const { background, calls } = await reader();
  for (let n = 0; n < 50; n++) await background(page(n * 200));
  expect(calls).toHaveLength(50);
});
