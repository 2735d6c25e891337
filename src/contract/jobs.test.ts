import { expect, test } from 'vitest';

import { histories, jobStatus, jobTasks, monitors, startNow } from './jobs.ts';
import { fakeCall } from './testing/fake-call.ts';

// The answers below have the keys of the documented samples of v25.2 (docs/vault-api.md §1).

test('reads the sample of monitors: planned runs, and a total above the rows it shows', async () => {
  const call = fakeCall({
    responseStatus: 'SUCCESS',
    responseMessage: 'OK',
    url: '/api/v25.2/services/jobs/monitors?limit=50&offset=0',
    responseDetails: { total: 3, limit: 50, offset: 0 },
    jobs: [
      {
        job_id: 72505,
        title: 'User Account Activation',
        status: 'SCHEDULED',
        created_by: 1,
        created_date: '2021-02-03T04:01:29.000Z',
        modified_by: 1,
        modified_date: '2021-02-03T04:01:29.000Z',
        run_start_date: '2021-02-04T04:00:00.000Z',
      },
      {
        job_id: 72518,
        title: 'Task Reminder Notification',
        status: 'SCHEDULED',
        created_by: 1,
        created_date: '2021-02-03T09:01:53.000Z',
        modified_by: 1,
        modified_date: '2021-02-03T09:01:53.000Z',
        run_start_date: '2021-02-04T09:00:00.000Z',
      },
    ],
  });
  const { data } = await call(monitors, {});
  expect(data.page).toEqual({ total: 3, limit: 50, offset: 0, next: undefined });
  expect(data.unreadable).toBe(0);
  expect(data.jobs).toHaveLength(2);
  expect(data.jobs[0]).toEqual({
    id: '72505',
    title: 'User Account Activation',
    status: 'SCHEDULED',
    createdBy: '1',
    created: '2021-02-03T04:01:29.000Z',
    modifiedBy: '1',
    modified: '2021-02-03T04:01:29.000Z',
    start: '2021-02-04T04:00:00.000Z',
    end: undefined,
  });
});

test('keeps what stands in the place of a date, as Vault wrote it', async () => {
  const call = fakeCall({
    responseStatus: 'SUCCESS',
    responseDetails: { total: 1 },
    jobs: [
      {
        job_id: 1,
        created_date: '03/02/2021 04:01',
        modified_date: 1_612_324_889_000,
        run_start_date: '2021-02-30T00:00:00Z',
        run_end_date: { epochSecond: 1 },
      },
      { job_id: 2, created_date: null, modified_date: '', run_end_date: 'x'.repeat(500) },
      { job_id: 3, created_date: '\u{1f469}'.repeat(99) },
    ],
  });
  const { data } = await call(histories, {});
  const [odd] = data.jobs;
  expect([odd?.created, odd?.modified, odd?.start, odd?.end].filter(Boolean)).toEqual([]);
  expect(odd?.unreadable).toEqual({
    created: '03/02/2021 04:01',
    modified: '1612324889000',
    start: '2021-02-30T00:00:00Z',
    end: '{"epochSecond":1}',
  });
  expect(data.jobs[1]?.unreadable).toEqual({ end: `${'x'.repeat(99)}…` });
  expect(data.jobs[2]?.unreadable).toEqual({ created: `${'\u{1f469}'.repeat(49)}…` });
});

test('reads the sample of histories: runs with an end, and the way to the next page', async () => {
  const call = fakeCall({
    responseStatus: 'SUCCESS',
    responseMessage: 'OK',
    url: '/api/v25.2/services/jobs/histories?limit=50&offset=0',
    responseDetails: {
      total: 2753,
      limit: 50,
      offset: 0,
      next_page: '/api/v25.2/services/jobs/histories?limit=50&offset=50',
    },
    jobs: [
      {
        job_id: 361402,
        title: 'User Account Activation',
        status: 'SUCCESS',
        created_by: 1,
        created_date: '2020-12-15T07:00:31.000Z',
        modified_by: 1,
        modified_date: '2020-12-16T07:05:06.000Z',
        run_start_date: '2020-12-16T07:00:00.000Z',
        run_end_date: '2020-12-16T07:06:07.000Z',
      },
      {
        job_id: 361401,
        title: 'Synchronize Portal Assets',
        status: 'SUCCESS',
        created_by: 1,
        created_date: '2020-12-15T05:01:24.000Z',
        modified_by: 1,
        modified_date: '2020-12-16T05:00:09.000Z',
        run_start_date: '2020-12-16T05:00:00.000Z',
        run_end_date: '2020-12-16T05:01:12.000Z',
      },
    ],
  });
  const { data } = await call(histories, {});
  expect(data.page).toEqual({
    total: 2753,
    limit: 50,
    offset: 0,
    next: { limit: '50', offset: '50' },
  });
  expect(data.jobs.map(({ id, end }) => [id, end])).toEqual([
    ['361402', '2020-12-16T07:06:07.000Z'],
    ['361401', '2020-12-16T05:01:12.000Z'],
  ]);
  expect(data.jobs[0]?.modified).toBe('2020-12-16T07:05:06.000Z');
});

test('reads the sample of a single status, whose self link names another job', async () => {
  const call = fakeCall({
    responseStatus: 'SUCCESS',
    responseMessage: 'OK',
    data: {
      id: 1201,
      status: 'SUCCESS',
      method: 'POST',
      links: [
        {
          rel: 'self',
          href: '/api/v25.2/services/jobs/1601',
          method: 'GET',
          accept: 'application/json',
        },
      ],
      created_by: 44533,
      created_date: '2016-04-20T18:14:42.000Z',
      run_start_date: '2016-04-20T18:14:43.000Z',
      run_end_date: '2016-04-20T18:14:44.000Z',
    },
  });
  const { data } = await call(jobStatus, { job_id: '1201' });
  expect(data).toEqual({
    id: '1201',
    status: 'SUCCESS',
    method: 'POST',
    links: [
      {
        rel: 'self',
        href: '/api/v25.2/services/jobs/1601',
        method: 'GET',
        accept: 'application/json',
      },
    ],
    progress: [],
    createdBy: '44533',
    created: '2016-04-20T18:14:42.000Z',
    start: '2016-04-20T18:14:43.000Z',
    end: '2016-04-20T18:14:44.000Z',
  });
});

test('reads a single status that has neither message, method nor links', async () => {
  const call = fakeCall({
    responseStatus: 'SUCCESS',
    data: { id: 264474, status: 'SUCCESS', created_by: 1 },
  });
  const { data } = await call(jobStatus, { job_id: '264474' });
  expect(data).toMatchObject({ id: '264474', method: undefined, links: [], start: undefined });
});

test('reads the sample of tasks', async () => {
  const call = fakeCall({
    responseStatus: 'SUCCESS',
    url: '/api/v25.2/services/jobs/72408/tasks?limit=50&offset=0',
    responseDetails: { total: 1, limit: 50, offset: 0 },
    job_id: 72408,
    tasks: [{ id: 'Task1', state: 'SUCCESS' }],
  });
  const { data } = await call(jobTasks, { job_id: '72408' });
  expect(data).toEqual({
    tasks: [{ id: 'Task1', state: 'SUCCESS' }],
    unreadable: 0,
    repeated: 0,
    page: { total: 1, limit: 50, offset: 0, next: undefined },
  });
});

test('reads the sample of a start', async () => {
  const call = fakeCall({
    responseStatus: 'SUCCESS',
    url: '/api/v25.2/services/jobs/72505',
    job_id: 72505,
  });
  const { data } = await call(startNow, { job_id: '72505' });
  expect(data).toEqual({ id: '72505' });
});

test('takes a list that is missing for an empty one only where the total says 0', async () => {
  const nothing = fakeCall({ responseStatus: 'SUCCESS', responseDetails: { total: 0 } });
  expect((await nothing(monitors, {})).data).toMatchObject({ jobs: [], unreadable: 0 });

  const unreadable = { type: 'VAULT_UNREADABLE', kind: 'unreachable' };
  const silent = fakeCall({ responseStatus: 'SUCCESS' });
  await expect(silent(monitors, {})).rejects.toMatchObject(unreadable);
  const cut = fakeCall({ responseStatus: 'SUCCESS', responseDetails: { total: 5 }, jobs: null });
  await expect(cut(histories, {})).rejects.toMatchObject(unreadable);
});

test('takes a job without tasks for one that has none', async () => {
  const empty = { responseStatus: 'SUCCESS', responseDetails: { total: 0 }, tasks: [] };
  const { data } = await fakeCall(empty)(jobTasks, { job_id: '1' });
  expect(data).toMatchObject({ tasks: [], unreadable: 0 });
});

test('reads a task by its state, or by its status as older answers name it', async () => {
  const call = fakeCall({
    responseStatus: 'SUCCESS',
    tasks: [
      { id: 'Task1', state: 'running' },
      { id: 'Task2', status: 'ERRORS_ENCOUNTERED' },
      { id: 3, state: 'Waiting' },
      { id: 'Task4' },
      { state: 'SUCCESS' },
      { id: null, state: 'SUCCESS' },
    ],
  });
  const { data } = await call(jobTasks, { job_id: '1' });
  expect(data.tasks).toEqual([
    { id: 'Task1', state: 'RUNNING' },
    { id: 'Task2', state: 'ERRORS_ENCOUNTERED' },
    { id: '3', state: 'Waiting' },
    { id: 'Task4', state: '' },
  ]);
  expect(data.unreadable).toBe(2);
});
