/** How the client sees each fault. */
import { describe, expect, test } from 'vitest';

import { currentUser } from '#contract/current-user.ts';
import { histories, monitors, startNow } from '#contract/jobs.ts';

import { hour, second } from './clock.ts';
import type { Fault } from './faults.ts';
import { signedInClient } from './testing/signed-in-client.ts';

const errors: [Fault, object][] = [
  [
    { kind: 'maintenance', minutes: 45 },
    { type: 'VAULT_MAINTENANCE', downtimeMinutes: 45 },
  ],
  [{ kind: 'html' }, { type: 'VAULT_UNREADABLE' }],
  [{ kind: 'empty' }, { type: 'VAULT_UNREADABLE' }],
  [{ kind: 'truncated' }, { type: 'VAULT_UNREADABLE' }],
  [{ kind: 'dropped' }, { type: 'PROXY_UNREACHABLE' }],
  [{ kind: 'http-500' }, { type: 'UNEXPECTED_ERROR', httpStatus: 500 }],
  [{ kind: 'exception' }, { type: 'UNEXPECTED_ERROR', httpStatus: 200 }],
  [{ kind: 'expired' }, { type: 'INVALID_SESSION_ID', kind: 'sign-in' }],
  [{ kind: 'limited' }, { type: 'API_LIMIT_EXCEEDED', kind: 'slow-down' }],
  [{ kind: 'denied' }, { type: 'INSUFFICIENT_ACCESS', kind: 'no-right' }],
  [{ kind: 'refuse', type: 'RACE_CONDITION' }, { type: 'RACE_CONDITION' }],
];

test.each(errors)('%o becomes %o', async (fault, error) => {
  const { call, world } = await signedInClient();
  world.faults.set(fault);
  await expect(call(monitors, {})).rejects.toMatchObject(error);
  world.faults.clear();
  await call(monitors, {});
});

test('an exception has responseStatus EXCEPTION, not FAILURE', async () => {
  const { ask, world } = await signedInClient();
  world.faults.set({ kind: 'exception' });
  const answer = await ask('/api/v25.2/services/jobs/monitors');
  expect(answer.headers.get('x-vaultapi-status')).toBe('EXCEPTION');
});

test('a warning keeps the rows that Vault has, and lacks those that it warns of', async () => {
  const { call, world } = await signedInClient();
  const whole = await call(histories, { limit: 50 });
  world.faults.set({ kind: 'warning', messages: ['Node west-7 did not answer.'], lacks: 3 });
  const { data, warnings } = await call(histories, { limit: 50 });
  expect(warnings).toEqual([{ type: 'PARTIAL_RESULT', message: 'Node west-7 did not answer.' }]);
  expect(data.jobs).toEqual(whole.data.jobs.slice(0, -3));
  expect(data.page.total).toBe((whole.data.page.total ?? 0) - 3);
  world.faults.clear();
  expect((await call(histories, { limit: 50 })).warnings).toEqual([]);
});

test('a body of any shape can stand in place of the answer', async () => {
  const { call, world } = await signedInClient();
  world.faults.set({ kind: 'body', body: { responseStatus: 'FAILURE', errors: ['Closed.'] } });
  await expect(call(monitors, {})).rejects.toMatchObject({ message: 'Closed.' });
});

test('a fault can be limited to one endpoint and a number of calls', async () => {
  const { call, world } = await signedInClient();
  world.faults.set({ kind: 'limited' }, { endpoint: 'monitors', times: 2 });
  await call(histories, {});
  await expect(call(monitors, {})).rejects.toMatchObject({ type: 'API_LIMIT_EXCEEDED' });
  await expect(call(monitors, {})).rejects.toMatchObject({ type: 'API_LIMIT_EXCEEDED' });
  await call(monitors, {});
});

describe('an answer that never arrives', () => {
  test.each<Fault>([{ kind: 'silent' }, { kind: 'slow', ms: 60_000 }, { kind: 'lost-answer' }])(
    '%o ends when the caller aborts',
    async (fault) => {
      const { call, world } = await signedInClient();
      world.faults.set(fault);
      const signal = AbortSignal.timeout(20);
      await expect(call(monitors, {}, { signal })).rejects.toMatchObject({ type: 'PROXY_TIMEOUT' });
      const gone = AbortSignal.abort();
      await expect(call(monitors, {}, { signal: gone })).rejects.toThrow('aborted');
    },
  );

  test('a slow answer arrives in the end', async () => {
    const { call, world } = await signedInClient();
    world.faults.set({ kind: 'slow', ms: 5 });
    expect((await call(monitors, {})).data.page.total).toBe(4);
  });

  test('a call with a lost answer was carried out, a silent one was not', async () => {
    const { call, world } = await signedInClient();
    const [first, second] = [1, 2].map(() => world.scheduled({ title: 'Nightly' }));
    world.faults.set({ kind: 'lost-answer' }, { endpoint: 'startNow', times: 1 });
    const lost = call(startNow, { job_id: first?.id ?? '' }, { signal: AbortSignal.timeout(20) });
    await expect(lost).rejects.toMatchObject({ type: 'PROXY_TIMEOUT' });
    expect(world.statusOf(first?.id ?? '')).toBe('QUEUEING');
    world.faults.set({ kind: 'silent' }, { endpoint: 'startNow', times: 1 });
    const silent = call(
      startNow,
      { job_id: second?.id ?? '' },
      { signal: AbortSignal.timeout(20) },
    );
    await expect(silent).rejects.toMatchObject({ type: 'PROXY_TIMEOUT' });
    expect(world.statusOf(second?.id ?? '')).toBe('SCHEDULED');
  });
});

test('a skewed clock shows in the Date header and in dates, and does not end sessions', async () => {
  const { call, world } = await signedInClient();
  const job = world.finished({ title: 'User Account Activation', agoMs: 10 * second });
  world.faults.set({ kind: 'date-skew', ms: 2 * hour });
  const { data, skewMs } = await call(histories, { limit: 1 });
  expect(skewMs).toBe(2 * hour);
  expect(data.jobs).toMatchObject([{ id: job.id, end: '2026-03-10T15:59:50.000Z' }]);
  const start_date = '2026-03-10T15:58:00Z';
  expect((await call(histories, { start_date })).data.page.total).toBe(1);
  world.faults.clear('date-skew');
  expect((await call(currentUser, {})).skewMs).toBe(0);
});

test('every request is recorded with its headers', async () => {
  const { call, world, sessionId } = await signedInClient();
  await call(monitors, { limit: 5 }, { headers: { 'X-VaultAPI-ClientID': 'jobwatch' } });
  expect(world.calls).toHaveLength(2);
  expect(world.calls[1]).toEqual({
    at: world.now(),
    method: 'GET',
    path: '/api/v25.2/services/jobs/monitors?limit=5',
    endpoint: 'monitors',
    session: sessionId,
    clientId: 'jobwatch',
  });
});
