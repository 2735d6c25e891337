/** Start Now as of v25.2: it replaces this interval's run and no other (docs/vault-api.md §2). */
import { expect, test } from 'vitest';

import { jobStatus, startNow } from '#contract/jobs.ts';

import { day, hour, minute, second } from './clock.ts';
import { signedInClient } from './testing/signed-in-client.ts';

const title = 'User Account Activation';

/** The run at 07:00 tomorrow in the quiet world, where it is 14:00 today. */
async function nightly() {
  const client = await signedInClient();
  const scheduled = () => client.world.monitors({ status: 'scheduled' });
  const planned = () =>
    scheduled()
      .filter((job) => job.title === title)
      .map((job) => ({ id: job.id, planned: job.planned, created: job.created }));
  const [job] = planned();
  if (job === undefined) throw new Error('nothing is scheduled');
  return { ...client, planned, job, due: Date.UTC(2026, 2, 11, 7) };
}

test('the same id is QUEUEING, then QUEUED, then RUNNING, then ends', async () => {
  const { call, world, clock, job } = await nightly();
  await call(startNow, { job_id: job.id });
  expect(world.statusOf(job.id)).toBe('QUEUEING');
  clock.advance(2 * second);
  expect(world.statusOf(job.id)).toBe('QUEUED');
  clock.advance(3 * second);
  expect(world.statusOf(job.id)).toBe('RUNNING');
  const { data } = await call(jobStatus, { job_id: job.id });
  expect(data.start).toBe('2026-03-10T14:00:05.000Z');
  clock.advance(hour);
  expect(world.statusOf(job.id)).toBe('SUCCESS');
  expect(world.monitors().map(({ id }) => id)).not.toContain(job.id);
});

test('the planned run is replaced, the one after it is not', async () => {
  const { call, clock, job, due, planned } = await nightly();
  expect(job.planned).toBe(due);
  await call(startNow, { job_id: job.id });
  expect(planned()).toEqual([]);
  clock.advance(10 * second);
  expect(planned()).toEqual([
    { id: expect.any(String), planned: due + day, created: clock.now() - 5 * second },
  ]);
  expect(planned()[0]?.id).not.toBe(job.id);
});

test('started again within the interval, no further run is lost', async () => {
  const { call, world, clock, job, due, planned } = await nightly();
  await call(startNow, { job_id: job.id });
  for (let nth = 0; nth < 3; nth += 1) {
    clock.advance(10 * minute);
    const [next] = planned();
    expect(next?.planned).toBe(due + day);
    await call(startNow, { job_id: next?.id ?? '' });
  }
  clock.set(due + day + hour);
  const runs = world.histories().filter((past) => past.title === title);
  expect(runs.map(({ started }) => Math.round(started / hour) * hour).slice(0, 6)).toEqual([
    due + day,
    Date.UTC(2026, 2, 10, 15),
    Date.UTC(2026, 2, 10, 14),
    Date.UTC(2026, 2, 10, 14),
    Date.UTC(2026, 2, 10, 14),
    Date.UTC(2026, 2, 10, 7),
  ]);
  expect(new Set(runs.map(({ id }) => id)).size).toBe(runs.length);
});

test('a job added by a test follows the same rule', async () => {
  const { call, world, clock } = await signedInClient();
  const job = world.scheduled({ title: 'Nightly', inMs: 9 * hour, everyMs: day });
  const planned = job.planned ?? 0;
  const next = () => world.monitors({ status: 'scheduled' }).filter((it) => it.title === 'Nightly');
  await call(startNow, { job_id: job.id });
  clock.advance(10 * second);
  expect(next().map((it) => it.planned)).toEqual([planned + day]);
  await call(startNow, { job_id: next()[0]?.id ?? '' });
  clock.advance(10 * second);
  expect(next().map((it) => it.planned)).toEqual([planned + day]);
  clock.set(planned + day + minute / 2);
  expect(next().map((it) => it.planned)).toEqual([planned + 2 * day]);
});

test('only a scheduled job may be started, and only one that exists', async () => {
  const { call, world } = await signedInClient();
  const running = world.running({ title: 'Export Documents' });
  const ended = world.finished({ title: 'Export Documents' });
  for (const { id } of [running, ended]) {
    await expect(call(startNow, { job_id: id })).rejects.toMatchObject({
      type: 'OPERATION_NOT_ALLOWED',
    });
  }
  await expect(call(startNow, { job_id: '999999' })).rejects.toMatchObject({
    type: 'INVALID_DATA',
  });
});

test('an overdue job can be started', async () => {
  const { call, world, clock } = await signedInClient({ host: 'failing.vault.test' });
  const overdue = world.monitors().find((job) => (job.planned ?? Infinity) < clock.now());
  expect(overdue).toBeDefined();
  await call(startNow, { job_id: overdue?.id ?? '' });
  clock.advance(10 * second);
  expect(world.statusOf(overdue?.id ?? '')).toBe('RUNNING');
});

test('a switch says whether the replaced run leaves a cancelled row', async () => {
  const { call, world, job } = await nightly();
  const before = world.histories().length;
  world.switches.slotRow = true;
  await call(startNow, { job_id: job.id });
  expect(world.histories({ status: 'cancelled' })).toMatchObject([{ title, planned: job.planned }]);
  expect(world.histories()).toHaveLength(before + 1);
});
