import { describe, expect } from 'vitest';

import { knownStatuses } from '#contract/status.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { neighbours, pastRuns } from './past-runs.ts';
import { at, hour, job, minute, run } from './testing/jobs.ts';

const title = 'Nightly export';

/** So many runs, an hour apart, the newest with the ID 1, in the statuses given or all well. */
function runsOf(statuses: readonly string[]) {
  return statuses.map((status, nth) => ({ ...run(nth + 1, nth * hour, minute), status }));
}

/** Three runs, each created so long before its start. */
const waited = (ms: number) =>
  [1, 2, 3].map((id) => ({ ...run(id, id * hour, minute), created: at(-id * hour - minute - ms) }));

const history = fc.array(fc.constantFrom(...knownStatuses), { maxLength: 90 }).map(runsOf);

describe('the past runs of a title', () => {
  test.prop([history])('are its last 50, oldest first', (jobs) => {
    const { runs } = pastRuns(jobs, title);
    const newest = jobs.slice(0, 50).map(({ id }) => id);
    expect(runs.map((past) => past.job.id)).toEqual(newest.toReversed());
  });

  test.prop([history])(
    'fail as often as is counted, out of those that ended well or badly',
    (jobs) => {
      const { runs, failed, counted } = pastRuns(jobs, title);
      const bad = ['ERRORS_ENCOUNTERED', 'FAILED_TO_RUN', 'MISSED_SCHEDULE', 'TIMEOUT'];
      const statuses = runs.map((past) => past.job.status);
      expect(failed).toBe(statuses.filter((status) => bad.includes(status)).length);
      expect(counted).toBe(failed + statuses.filter((status) => status === 'SUCCESS').length);
    },
  );

  test('are not mixed up with those of another title, nor of jobs without one', () => {
    const others = [
      { ...run(1, hour, minute), title: 'Other' },
      { ...run(2, 0, minute), title: '' },
    ];
    expect(pastRuns(others, title).runs).toEqual([]);
    expect(pastRuns(others, '').runs).toEqual([]);
  });

  test('have the median of those that succeeded', () => {
    const took = [1, 2, 9].map((minutes, nth) => run(nth, nth * hour, minutes * minute));
    const failed = { ...run(7, 5 * hour, 99 * minute), status: 'TIMEOUT' };
    expect(pastRuns([...took, failed], title).medianMs).toBe(2 * minute);
    expect(pastRuns([failed], title).medianMs).toBeUndefined();
  });

  test('have a trend from 10 on: the newer half against the older', () => {
    const newer = ['TIMEOUT', 'TIMEOUT', 'SUCCESS', 'SUCCESS', 'SUCCESS'];
    const older = ['SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS', 'TIMEOUT'];
    const jobs = runsOf([...newer, ...older]);
    expect(pastRuns(jobs, title).trend).toEqual({ before: 0.2, lately: 0.4 });
    expect(pastRuns(jobs.slice(1), title).trend).toBeUndefined();
  });

  test('show waits where these are queueing, not the time between two planned runs', () => {
    expect(pastRuns(waited(2 * minute), title).showsWait).toBe(true);
    expect(pastRuns(waited(24 * hour), title).showsWait).toBe(false);
    expect(pastRuns([run(1, hour, minute)], title).showsWait).toBe(false);
  });
});

describe('the runs before and after', () => {
  test('are the nearest of the same title, never the job itself', () => {
    const jobs = [...runsOf(['SUCCESS', 'SUCCESS', 'SUCCESS']), job({ id: 9, title: 'Other' })];
    const [third, second, first] = jobs;
    if (third === undefined || second === undefined) throw new Error('there are three');
    expect(neighbours(jobs, second)).toEqual({ previous: first, next: third });
    expect(neighbours(jobs, third)).toEqual({ previous: second, next: undefined });
  });

  test('are none of a job without a title', () => {
    const bare = [1, 2].map((id) => job({ id, title: '', start: at(id) }));
    const [one] = bare;
    if (one === undefined) throw new Error('there are two');
    expect(neighbours(bare, one)).toEqual({ previous: undefined, next: undefined });
  });
});
