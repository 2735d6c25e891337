/** Three servers behind one address, one Vault and one Redis: what must be one for all is one. */
import { afterEach, beforeEach, expect, test } from 'vitest';

import { errorTypeOf } from '#contract/testing/error-type.ts';

import { replicas } from './testing/replicas.ts';
import { token } from './testing/server-with-display.ts';

const monitors = '/api/vault/services/jobs/monitors?limit=200';
const startOf = (id: number | string) => `/api/vault/services/jobs/start_now/${id}`;

let made: Awaited<ReturnType<typeof replicas>>;
beforeEach(async () => {
  made = await replicas();
  await expect.poll(() => made.areReady()).toBe(true);
});
afterEach(() => made.close());

function three() {
  const [a, b, c] = made.all;
  if (a === undefined || b === undefined || c === undefined) throw new Error('too few');
  return { a, b, c };
}

test('a hundred viewers of one identity at three servers cost one list call', async () => {
  const { a, b } = three();
  const { headers } = await a.signIn();
  made.world.faults.set({ kind: 'slow', ms: 100 }, { endpoint: 'monitors' });
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => made.ask(monitors, { headers })),
  );
  const bodies = new Set(await Promise.all(answers.map((answer) => answer.text())));
  expect([made.called('monitors'), bodies.size]).toEqual([1, 1]);
  for (let n = 0; n < 9; n += 1) await made.ask(monitors, { headers });
  expect(made.called('monitors')).toBe(1);
  // Also where it fails: who has waited gets the same answer.
  made.world.faults.set({ kind: 'exception' }, { endpoint: 'histories' });
  made.world.faults.set({ kind: 'slow', ms: 100 }, { endpoint: 'histories' });
  const histories = monitors.replace('monitors', 'histories');
  const failed = await Promise.all(made.all.map((one) => one.ask(histories, { headers })));
  expect(await Promise.all(failed.map(errorTypeOf))).toEqual(Array(3).fill('UNEXPECTED_ERROR'));
  expect(made.called('histories')).toBe(1);
  // Rows of one user never go to another.
  const { headers: bob } = await b.signIn('reader');
  await Promise.all(made.all.map((one) => one.ask(monitors, { headers: bob })));
  expect(made.called('monitors')).toBe(2);
});

test('a job’s status is asked for once in ten seconds, whoever asks at whichever server', async () => {
  const { a, b, c } = three();
  const { id } = made.world.running({ title: 'Export Documents' });
  const path = `/api/vault/services/jobs/${id}`;
  const [ada, bob] = [await a.signIn(), await b.signIn('reader')];
  expect(await errorTypeOf(await a.ask(path, ada))).toBeUndefined();
  const other = await b.ask(path, bob);
  expect([await errorTypeOf(other), other.headers.get('retry-after')]).toEqual([
    'ASKED_RECENTLY',
    '10',
  ]);
  expect(await errorTypeOf(await c.ask(path, ada))).toBeUndefined();
  expect(made.called('jobStatus')).toBe(1);
});

test('one press that arrives at two servers, and other tabs of its user, are one start', async () => {
  const { a, b, c } = three();
  const { id } = made.world.scheduled({ title: 'Nightly', inMs: 3_600_000 });
  made.world.faults.set({ kind: 'slow', ms: 200 }, { endpoint: 'startNow' });
  const [{ headers }, { headers: second }] = [await a.signIn(), await b.signIn()];
  await Promise.all(made.all.map((one) => one.ask(monitors, { headers })));
  const press = (one: typeof a, key: string, who = headers) =>
    one.ask(startOf(id), { method: 'POST', headers: { ...who, 'idempotency-key': key } });
  const answers = await Promise.all([
    press(a, 'one'),
    press(b, 'one'),
    press(c, 'two'),
    press(c, 'three', second),
  ]);
  expect(new Set(await Promise.all(answers.map(errorTypeOf)))).toEqual(new Set([undefined]));
  expect(await errorTypeOf(await c.ask(startOf(id), repeat('one')))).toBeUndefined();
  expect(made.called('startNow')).toBe(1);
  expect(made.lines.filter((line) => line.includes('start-now-intent'))).toHaveLength(1);
  // What was read before the start is out of date everywhere.
  await b.ask(monitors, { headers });
  expect(made.called('monitors')).toBe(2);
  const body = '{"a":1}';
  const reused = await b.ask(startOf(id), { ...repeat('one'), body });
  expect(await errorTypeOf(reused)).toBe('IDEMPOTENCY_KEY_REUSED');

  function repeat(key: string) {
    return { method: 'POST', headers: { ...headers, 'idempotency-key': key } };
  }
});

test('after a sign-out at one server the cookie is dead at all of them, at once', async () => {
  const { a, b, c } = three();
  const [{ headers }, { headers: other }] = [await a.signIn(), await b.signIn()];
  for (const one of made.all) {
    for (const who of [headers, other]) await one.ask(monitors, { headers: who });
  }
  made.world.faults.set({ kind: 'dropped' }, { endpoint: 'endSession' });
  await a.ask('/api/session', { method: 'DELETE', headers });
  for (const one of [b, c, a]) {
    expect(await errorTypeOf(await one.ask(monitors, { headers }))).toBe('INVALID_SESSION_ID');
    expect(await errorTypeOf(await one.ask(monitors, { headers: other }))).toBeUndefined();
  }
});

test('wrong passwords and wrong links of displays count across servers', async () => {
  for (let n = 0; n < 6; n += 1) await made.all[n % 3]?.signIn('admin', 'wrong');
  expect(made.called('authenticate')).toBe(3);
  const { a, b } = three();
  expect(await errorTypeOf((await b.signIn()).answer)).toBe('TOO_MANY_ATTEMPTS');
  for (let n = 0; n < 20; n += 1) await made.ask('/display/wrong');
  expect((await a.ask(`/display/${token}`)).status).toBe(429);
});

test('all servers use one session of the display, and none can be read in the store', async () => {
  const { a } = three();
  const link = await a.ask(`/display/${token}`);
  const headers = { cookie: link.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
  const read = (path: string) => Promise.all(made.all.map((one) => one.ask(path, { headers })));
  const lists = [monitors, monitors.replace('monitors', 'histories')];
  const typesOf = async (path = '') => Promise.all((await read(path)).map(errorTypeOf));
  expect(await typesOf(lists[0])).toEqual(Array(3).fill(undefined));
  expect(made.called('authenticate')).toBe(1);
  const [session] = made.world.sessions.active();
  made.world.expireSessions();
  expect(await typesOf(lists[1])).toEqual(Array(3).fill(undefined));
  expect(made.called('authenticate')).toBe(2);
  const contents = await made.redis.contents();
  expect(session?.id.length).toBeGreaterThan(10);
  expect(contents).not.toContain(session?.id);
  expect(contents).not.toContain(made.world.sessions.active()[0]?.id);
  expect(contents).not.toMatch(/reader|monitors|responseStatus/);
});

test('when a server dies while it asks Vault, another asks, and nobody waits for long', async () => {
  const { a, b, c } = three();
  const { headers } = await a.signIn();
  for (const one of made.all) await one.ask('/api/session', { headers });
  made.world.faults.set({ kind: 'silent' }, { endpoint: 'monitors', times: 1 });
  void a.ask(monitors, { headers });
  await expect.poll(() => made.called('monitors')).toBe(1);
  a.kill();
  const from = performance.now();
  const answers = await Promise.all([b, c].map((one) => one.ask(monitors, { headers })));
  expect(await Promise.all(answers.map(errorTypeOf))).toEqual([undefined, undefined]);
  expect(made.called('monitors')).toBe(2);
  expect(performance.now() - from).toBeLessThan(4_500);
});

test('without Redis reads go on, nothing is started and nobody let in; afterwards neither', async () => {
  const { a, b, c } = three();
  const { id } = made.world.scheduled({ title: 'Nightly', inMs: 3_600_000 });
  const [{ headers }, { headers: ended }] = [await a.signIn(), await b.signIn()];
  const store = await a.store();
  for (const one of made.all) {
    for (const who of [headers, ended]) await one.ask(monitors, { headers: who });
  }
  made.world.faults.set({ kind: 'dropped' }, { endpoint: 'endSession' });
  await c.ask('/api/session', { method: 'DELETE', headers: ended });
  made.world.faults.clear();
  const [{ headers: unseen }, { headers: late }] = [await a.signIn(), await a.signIn()];
  for (const one of made.all) await one.ask(monitors, { headers: late });
  await c.ask('/api/session', { method: 'DELETE', headers: late });
  const [signIns, starts] = [made.called('authenticate'), made.called('startNow')];
  const press = (one: typeof a, more: Record<string, string> = {}) =>
    one.ask(startOf(id), {
      method: 'POST',
      headers: { ...headers, 'idempotency-key': 'one', ...more },
    });

  await made.redis.kill();
  await expect
    .poll(async () => Promise.all(made.all.map((one) => one.isReady())))
    .toEqual(Array(3).fill(false));
  expect(await (await a.ask('/readyz')).json()).toEqual({
    ready: false,
    vault: true,
    redis: false,
  });
  for (const one of made.all) {
    expect(await errorTypeOf(await one.ask(monitors, { headers }))).toBeUndefined();
    expect(await errorTypeOf(await press(one))).toBe('SHARED_STATE_DOWN');
    expect(await errorTypeOf((await one.signIn()).answer)).toBe('SHARED_STATE_DOWN');
  }
  expect((await b.ask(`/display/${token}`)).status).toBe(503);
  // One that has ended a moment before, without this server’s knowledge.
  expect(await errorTypeOf(await b.ask(monitors, { headers: late }))).toBe('INVALID_SESSION_ID');
  // One that this server has not met yet: Vault itself says that it is good.
  expect(await errorTypeOf(await c.ask(monitors, { headers: unseen }))).toBeUndefined();
  made.skip(61_000);
  expect(await errorTypeOf(await a.ask(monitors, { headers }))).toBe('SHARED_STATE_DOWN');
  expect([made.called('authenticate'), made.called('startNow')]).toEqual([signIns, starts]);

  await made.redis.start();
  await expect.poll(() => made.areReady(), { timeout: 4_000 }).toBe(true);
  for (const one of made.all) {
    expect(await errorTypeOf(await one.ask(monitors, { headers }))).toBeUndefined();
    expect(await errorTypeOf(await one.ask(monitors, { headers: ended }))).toBe(
      'INVALID_SESSION_ID',
    );
    // A page from before can't know what was sent.
    const late = await press(one, { 'x-jobwatch-store': store });
    expect(await errorTypeOf(late)).toBe('SERVER_RESTARTED');
  }
  expect(made.called('startNow')).toBe(starts);
  expect(await errorTypeOf(await press(b))).toBe('SHARED_STATE_DOWN');
  made.skip(8_000);
  expect(await errorTypeOf(await press(b, { 'idempotency-key': 'two' }))).toBeUndefined();
  expect(made.called('startNow')).toBe(starts + 1);
});
