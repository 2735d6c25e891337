/** Starts of one job at once, and what is in the log before Vault is asked. */
import * as v from 'valibot';
import { expect, test, vi } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';
import { createManualClock } from '#contract/testing/manual-clock.ts';

import { createMemoryState } from '../state/memory-state.ts';
import { failure, testProxy, success, fakeVault, type TestProxy } from '../testing/test-proxy.ts';

const start = '/api/vault/services/jobs/start_now/12';

/** A Vault that answers a start when it is let to. */
async function slowStarter() {
  const answers: (() => void)[] = [];
  const made = testProxy({
    upstream: fakeVault(({ url }) =>
      url.includes('start_now')
        ? new Promise((resolve) => {
            answers.push(() => resolve(success({ job_id: 12 })));
          })
        : undefined,
    ),
  });
  const { cookie } = await made.signIn();
  made.calls.length = 0;
  const press = (headers: Record<string, string>, path = start) =>
    made.ask(path, { method: 'POST', headers });
  return { ...made, cookie, answers, press };
}

test('twenty presses at once are one call, and all get its answer', async () => {
  const made = await slowStarter();
  const { cookie, answers } = made;
  const presses = Array.from({ length: 20 }, (_, n) =>
    made.press({ cookie, 'idempotency-key': `"${n}"` }),
  );
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  answers[0]?.();
  const bodies = await Promise.all((await Promise.all(presses)).map((one) => one.text()));
  expect(new Set(bodies)).toEqual(new Set(['{"responseStatus":"SUCCESS","job_id":12}']));
  expect(made.calls).toHaveLength(1);
  const [first] = made.lines.filter((line) => line.includes('start-now-intent'));
  const { id } = v.parse(v.object({ id: v.string() }), JSON.parse(first ?? ''));
  const lines = made.lines
    .filter((line) => line.includes('"start-now"'))
    .map((line): unknown => JSON.parse(line));
  expect(lines).toHaveLength(20);
  const repeats = lines.filter((line) => v.is(v.object({ repeatOf: v.literal(id) }), line));
  expect(repeats).toHaveLength(19);
});

test('a start of another job, by another user or after the answer is another call', async () => {
  const made = await slowStarter();
  const { cookie, answers, calls } = made;
  const { cookie: bob } = await made.signIn({ userName: 'bob' });
  calls.length = 0;
  const other = start.replace('12', '13');
  const presses = [
    made.press({ cookie }),
    made.press({ cookie }, other),
    made.press({ cookie: bob }),
  ];
  await vi.waitFor(() => expect(answers).toHaveLength(3));
  for (const answer of answers) answer();
  await Promise.all(presses);
  const again = made.press({ cookie });
  await vi.waitFor(() => expect(answers).toHaveLength(4));
  answers[3]?.();
  expect((await again).status).toBe(200);
  expect(calls).toHaveLength(4);
});

test('a press with a session that has ended does not take that of another with it', async () => {
  const answers: (() => void)[] = [];
  const made = testProxy({
    upstream: fakeVault(({ url, headers }) => {
      if (!url.includes('start_now')) return success({ users: [{ id: 'ada' }] });
      return new Promise((resolve) => {
        const isSpent = headers.get('authorization') === 'spent';
        answers.push(() => resolve(isSpent ? failure('INVALID_SESSION_ID') : success({})));
      });
    }),
  });
  const press = async (sessionId: string) => {
    const { cookie } = await made.signIn({ sessionId });
    return made.ask(start, { method: 'POST', headers: { cookie } });
  };
  const spent = press('spent');
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  const good = press('good');
  await new Promise((resolve) => setImmediate(resolve));
  answers[0]?.();
  expect(await errorTypeOf(await spent)).toBe('INVALID_SESSION_ID');
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.();
  expect(await errorTypeOf(await good)).toBeUndefined();
});

test('what may be started is in the log before Vault is asked for it', async () => {
  const seen: string[][] = [];
  const made: TestProxy = testProxy({
    upstream: fakeVault(({ url }) => {
      if (!url.includes('start_now')) return undefined;
      seen.push([...made.lines]);
      // As if the process ended here.
      return new Promise<Response>(() => {});
    }),
  });
  const { cookie } = await made.signIn();
  void made.ask(start, { method: 'POST', headers: { cookie } });
  await vi.waitFor(() => expect(seen).toHaveLength(1));
  expect(JSON.parse(seen[0]?.at(-1) ?? '')).toMatchObject({
    event: 'start-now-intent',
    time: '2026-03-10T14:00:00.000Z',
    id: expect.any(String),
    userId: 'ada',
    userName: 'ada',
    vault: 'acme.veevavault.com',
    job: '12',
  });
});

test('what is refused here was not intended', async () => {
  const made = testProxy({ environment: { READ_ONLY: 'on' } });
  const { cookie } = await made.signIn();
  await made.ask(start, { method: 'POST', headers: { cookie } });
  await made.ask(start, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } });
  expect(made.lines.join('')).not.toContain('intent');
});

test('a start whose server has died is sent by no other, which says that nobody knows', async () => {
  const clock = createManualClock();
  const state = createMemoryState({ clock, isShared: true });
  let sent = 0;
  const upstream = fakeVault(({ url }) => {
    if (!url.includes('start_now')) return undefined;
    sent += 1;
    return new Promise<Response>(() => {});
  });
  const environment = { SESSION_SECRET: 'x'.repeat(32) };
  const [dying, other] = [
    testProxy({ upstream, clock, state, environment }),
    testProxy({ upstream, clock, state, environment }),
  ];
  const { cookie } = await dying.signIn();
  const press = (made: TestProxy, key: string) =>
    made.ask(start, { method: 'POST', headers: { cookie, 'idempotency-key': key } });
  void press(dying, 'a');
  await vi.waitFor(() => expect(sent).toBe(1));
  const presses = [press(other, 'a'), press(other, 'b')];
  const moving = setInterval(() => clock.advance(5_000), 10);
  const types = await Promise.all((await Promise.all(presses)).map(errorTypeOf));
  clearInterval(moving);
  expect(types).toEqual(['SERVER_RESTARTED', 'SERVER_RESTARTED']);
  expect(sent).toBe(1);
  expect(other.lines.join('')).not.toContain('intent');
});
