import { describe, expect, test } from 'vitest';

import type { Instant } from '#contract/instant.ts';
import type { Job, JobDetail } from '#contract/jobs.ts';
import { at, hour, job, minute } from '#insight/testing/jobs.ts';

import { mergedJob } from './use-job-data.ts';

const plan = at(hour);
const start = at(-minute);

/** What the job's status says, a second after the lists. */
function answer(status: string, times: Pick<JobDetail, 'start' | 'end'>) {
  const { id, created, createdBy } = job();
  const rest = { method: undefined, links: [], progress: [] };
  return { job: { id, created, createdBy, ...rest, status, ...times }, asOf: at(1_000) };
}

function startOf(status: string, end: Instant | undefined, listed: Partial<Omit<Job, 'id'>>) {
  return mergedJob(answer(status, { start: undefined, end }), job(listed), at(0))?.start;
}

describe('a status without a start', () => {
  test.each([
    ['Running', 'RUNNING', undefined],
    ['Cancelling', 'CANCELLING', undefined],
    ['Success', 'SUCCESS', at(0)],
    ['Cancelled, with an end', 'CANCELLED', at(0)],
  ])('of a job that is %s does not make the list’s plan its start', (_, status, end) => {
    expect(startOf(status, end, { status: 'SCHEDULED', start: plan })).toBeUndefined();
    expect(startOf(status, end, { status: 'QUEUED', start: plan })).toBeUndefined();
  });

  test.each(['CANCELLED', 'FAILED_TO_RUN', 'MISSED_SCHEDULE'])(
    'of a job that is %s and has no end does not make the list’s start its plan',
    (status) => {
      expect(startOf(status, undefined, { status: 'RUNNING', start })).toBeUndefined();
    },
  );

  test('has the list’s start where both say that the job has run', () => {
    expect(startOf('SUCCESS', at(0), { status: 'RUNNING', start })).toBe(start);
  });

  test('has the list’s plan where both say that the job has not run', () => {
    expect(startOf('SCHEDULED', undefined, { status: 'SCHEDULED', start: plan })).toBe(plan);
    expect(startOf('MISSED_SCHEDULE', undefined, { status: 'SCHEDULED', start: plan })).toBe(plan);
  });
});
