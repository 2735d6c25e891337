/** The contract's own client against the simulator, endpoint by endpoint, in every world. */
import { describe, expect, test } from 'vitest';

import { currentUser } from '#contract/current-user.ts';
import { histories, jobStatus, jobTasks, monitors, startNow } from '#contract/jobs.ts';
import { endSession, keepAlive } from '#contract/sign-in.ts';
import { isKnownStatus } from '#contract/status.ts';
import { user, users } from '#contract/users.ts';

import { signedInClient } from './testing/signed-in-client.ts';
import { worldNames } from './worlds/names.ts';

const hosts = worldNames.map((name) => `${name}.vault.test`);

describe.each(hosts)('%s', (host) => {
  test('both lists can be read, and every job in them can be looked up', async () => {
    const { call, world } = await signedInClient({ host });
    const [now, past] = [
      await call(monitors, { limit: 200 }),
      await call(histories, { limit: 200 }),
    ];
    expect(now.data.page.total).toBe(world.monitors().length);
    expect(past.data.page.total).toBeGreaterThan(50);
    for (const job of [...now.data.jobs, ...past.data.jobs]) {
      const { data } = await call(jobStatus, { job_id: job.id });
      expect(data).toMatchObject({ id: job.id, status: job.status, created: job.created });
      expect(data.start).toBe(job.start);
      expect(data.end).toBe(job.end);
    }
  });

  test('the tasks of SDK jobs can be read', async () => {
    const { call, world } = await signedInClient({ host });
    const sdk = [...world.monitors(), ...world.histories({ status: 'errors_encountered' })].filter(
      ({ tasks }) => tasks !== undefined,
    );
    for (const job of sdk.slice(0, 20)) {
      const { data } = await call(jobTasks, { job_id: job.id, limit: 200 });
      expect(data.page.total).toBe(job.tasks);
      expect(data.tasks[0]?.id).toBe('Task1');
      expect(data.tasks.map(({ state }) => isKnownStatus(state))).not.toContain(false);
    }
  });

  test('a scheduled job can be started', async () => {
    const { call, world } = await signedInClient({ host });
    const [job] = world.monitors({ status: 'scheduled' });
    expect((await call(startNow, { job_id: job?.id ?? '' })).data.id).toBe(job?.id);
  });

  test('the current user can be read, and the session lasts until it is ended', async () => {
    const { call } = await signedInClient({ host });
    const { data } = await call(currentUser, {});
    expect(data).toMatchObject({ name: 'Ada Admin', zone: 'America/New_York', active: true });
    expect((await call(user, { id: data.id })).data).toEqual(data);
    await call(keepAlive, {});
    await call(endSession, {});
    await expect(call(monitors, {})).rejects.toMatchObject({ type: 'INVALID_SESSION_ID' });
  });
});

test('the system user and former users are not found', async () => {
  const { call } = await signedInClient();
  for (const id of ['1', '999999']) {
    await expect(call(user, { id })).rejects.toMatchObject({ type: 'USER_NOT_FOUND' });
  }
});

test('all users can be listed, page by page', async () => {
  const { call } = await signedInClient();
  const { data: all } = await call(users, {});
  expect(all.users.map(({ name }) => name)).toContain('Maria Keller');
  const pages = [
    await call(users, { limit: 4, start: 0 }),
    await call(users, { limit: 200, start: 4 }),
  ].map(({ data }) => data);
  expect(pages.flatMap((page) => page.users)).toEqual(all.users);
  expect(pages.map(({ size }) => size)).toEqual([4, all.size - 4]);
});

test('the odd world has unreadable rows, unknown statuses and ids past 2^53', async () => {
  const { call } = await signedInClient({ host: 'odd.vault.test' });
  const { data, raw } = await call(histories, { limit: 200 });
  expect(data.unreadable).toBe(4);
  expect(data.jobs.map(({ status }) => status)).toContain('PARTIALLY_COMPLETE');
  expect(data.jobs.map(({ status }) => status)).toContain('');
  expect(raw).toContain('"job_id":9007199254740993,');
  expect(data.jobs.map(({ id }) => id)).toContain('9007199254740993');
});

test('the odd world has a job in both lists, and two pages of monitors', async () => {
  const { call, world } = await signedInClient({ host: 'odd.vault.test' });
  const past = new Set(world.histories().map(({ id }) => id));
  expect(world.monitors().filter(({ id }) => past.has(id))).toHaveLength(1);
  const first = await call(monitors, { limit: 200 });
  expect(first.data.page.next).toEqual({ limit: '200', offset: '200' });
});
