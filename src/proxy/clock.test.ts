import { expect } from 'vitest';

import { createManualClock } from '#contract/testing/manual-clock.ts';
/** A machine's time may be set while the proxy runs: nothing old becomes fresh by that. */
import { fc, test } from '#contract/testing/property-test.ts';

import { createSteadyClock } from './clock.ts';
import { fakeVault, success, testProxy } from './testing/test-proxy.ts';

const minute = 60_000;
const list = '/api/vault/services/jobs/monitors';
const job = '/api/vault/services/jobs/12';

async function viewer(answer?: () => Response) {
  const made = testProxy({
    upstream: fakeVault(({ method }) => (method === 'GET' ? answer?.() : undefined)),
    environment: { METRICS: 'on' },
  });
  const { cookie } = await made.signIn();
  made.calls.length = 0;
  return { ...made, get: (path: string) => made.ask(path, { headers: { cookie } }) };
}

test.each([-1_000, -5 * minute, -50 * 1_440 * minute])(
  'a list is asked for again after 5 s, though the clock was set by %d ms',
  async (ms) => {
    const { get, calls, advance } = await viewer();
    await get(list);
    advance(ms);
    await get(list);
    advance(5_000);
    expect((await get(list)).headers.get('age')).toBe('0');
    expect(calls).toHaveLength(2);
  },
);

test('an answer is as old as it is, whatever the clock is set to meanwhile', async () => {
  let isLimited = false;
  const { get, advance } = await viewer(() =>
    isLimited
      ? Response.json({ responseStatus: 'FAILURE', errors: [{ type: 'API_LIMIT_EXCEEDED' }] })
      : success({ data: { id: 12, status: 'RUNNING' } }),
  );
  await get(job);
  isLimited = true;
  advance(4 * minute);
  await get('/healthz');
  advance(-4 * minute);
  expect((await get(job)).headers.get('age')).toBe('240');
  advance(minute);
  expect(await (await get(job)).text()).toContain('API_LIMIT_EXCEEDED');
});

test('the date of an answer in which Vault gives none is that of the machine', async () => {
  const { get, advance } = await viewer();
  advance(-minute);
  await get(list);
  advance(3_000);
  const { headers } = await get(list);
  expect([headers.get('date'), headers.get('age')]).toEqual(['Tue, 10 Mar 2026 13:59:00 GMT', '3']);
});

test('failed sign-ins, keys of writes and a failing Vault are measured by the same clock', async () => {
  const made = testProxy({
    upstream: fakeVault(({ method }) =>
      method === 'GET' ? new Response('<p>', { status: 500 }) : undefined,
    ),
  });
  const { cookie } = await made.signIn({ userName: 'bob' });
  for (let n = 0; n < 5; n++) await made.signIn({ password: 'wrong' });
  await made.ask(list, { headers: { cookie } });
  const start = () =>
    made.ask('/api/vault/services/jobs/start_now/12', {
      method: 'POST',
      headers: { cookie, 'idempotency-key': '"one"' },
    });
  await start();
  made.advance(-60 * minute);
  await made.ask(list, { headers: { cookie } });
  made.advance(30 * minute);
  expect((await made.ask('/readyz')).status).toBe(503);
  expect((await made.signIn()).answer.status).toBe(200);
  made.calls.length = 0;
  await start();
  expect(made.asked()).toEqual(['POST /services/jobs/start_now/12']);
});

const step = fc.record({ passes: fc.nat(100_000), isSet: fc.boolean(), by: fc.integer() });

test.prop([fc.array(step)])(
  'no setting makes less time pass, and none makes it go back',
  (steps) => {
    const machine = createManualClock();
    const counted = createManualClock(0);
    const clock = createSteadyClock({ now: machine.now, monotonic: counted.now });
    for (const { passes, isSet, by } of steps) {
      const before = clock.now();
      if (isSet) machine.advance(by % (60 * minute));
      machine.advance(passes);
      counted.advance(passes);
      expect(clock.now() - before).toBeGreaterThanOrEqual(passes);
    }
  },
);

test('a machine that is never set has the same time, however often it is asked', () => {
  const machine = createManualClock();
  const clock = createSteadyClock({ now: machine.now, monotonic: () => machine.now() / 3 });
  const same = createSteadyClock({ now: machine.now, monotonic: () => machine.now() - 7.5 });
  expect(clock.now()).toBe(machine.now());
  for (let n = 0; n < 10_000; n++) {
    machine.advance(1);
    expect(Math.abs(same.now() - machine.now())).toBeLessThanOrEqual(1);
  }
});

test('the time that a machine slept has passed', () => {
  const machine = createManualClock();
  const clock = createSteadyClock({ now: machine.now, monotonic: () => 0 });
  const before = clock.now();
  machine.advance(480 * minute);
  expect(clock.now() - before).toBe(480 * minute);
});
