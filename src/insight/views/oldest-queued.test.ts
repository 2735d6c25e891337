import { expect, test } from 'vitest';

import { at, day, hour, job, minute, now } from '../testing/jobs.ts';
import { queuedJobs } from './oldest-queued.ts';

const seen = new Map([
  ['1', now - 5 * minute],
  ['2', now - 7 * minute],
]);

test('a queued job waits since its plan, as its creation lies an interval back', () => {
  const planned = job({ id: 1, status: 'QUEUED', created: at(-day), start: at(-hour) });
  expect(queuedJobs([planned], { seen, now })).toEqual([
    { job: planned, sinceMs: now - hour, kind: 'planned' },
  ]);
});

test.each([
  ['without a plan', undefined],
  ['that was started before its time', at(hour)],
])('a queued job %s waits since it was first seen in the queue', (_, start) => {
  const queued = job({ id: 1, status: 'QUEUEING', created: at(-day), start });
  expect(queuedJobs([queued], { seen, now })).toEqual([
    { job: queued, sinceMs: now - 5 * minute, kind: 'seen' },
  ]);
});

test('the one that has been waiting for the longest is first; others than queued ones are left out', () => {
  const jobs = [
    job({ id: 1, status: 'QUEUED' }),
    job({ id: 2, status: 'QUEUED' }),
    job({ id: 3, status: 'SCHEDULED', start: at(-hour) }),
    job({ id: 4, status: 'RUNNING', start: at(-hour) }),
  ];
  expect(queuedJobs(jobs, { seen, now }).map(({ job }) => job.id)).toEqual(['2', '1']);
});
