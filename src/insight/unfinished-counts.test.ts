import { describe, expect } from 'vitest';

import { knownStatuses } from '#contract/status.ts';
/** The counts of unfinished jobs add up, whatever the two lists have in common. */
import { fc, test } from '#contract/testing/property-test.ts';

import { overview } from './overview.ts';
import { job, now } from './testing/jobs.ts';
import { unfinishedCounts } from './unfinished-counts.ts';

const list = fc.uniqueArray(
  fc
    .record({
      id: fc.integer({ min: 1, max: 12 }),
      status: fc.constantFrom(...knownStatuses, '', 'PAUSED'),
    })
    .map(job),
  { maxLength: 12, selector: ({ id }) => id },
);
const few = fc.nat({ max: 3 });

function counted(monitors: Parameters<typeof unfinishedCounts>[0], finished: typeof monitors.jobs) {
  const sets = overview({ monitors: monitors.jobs, finished, usual: new Map(), now });
  return { sets, counts: unfinishedCounts(monitors, sets) };
}

const listed = fc
  .record({ jobs: list, unreadable: few, repeated: few, missing: fc.integer({ min: -4, max: 4 }) })
  .map(({ missing, ...rows }) => ({
    ...rows,
    total: rows.jobs.length + rows.unreadable + rows.repeated + missing,
  }));

describe('the counts of unfinished jobs', () => {
  test.prop([listed, list])('add up to what Vault reports', (monitors, finished) => {
    const { shown, ended, unreadable, repeated, missing, total } = counted(
      monitors,
      finished,
    ).counts;
    if (total === undefined) expect(missing).toBe(0);
    else expect(shown + ended + unreadable + repeated + missing).toBe(total);
  });

  test.prop([listed, list])('add up to the sets on the page', (monitors, finished) => {
    const { sets, counts } = counted(monitors, finished);
    const { running, queued, scheduled, unknown } = sets;
    expect(counts.elsewhere).toBeGreaterThanOrEqual(0);
    expect(counts.shown + counts.elsewhere).toBe(
      running.length + queued.length + scheduled.length + unknown.length,
    );
  });
});

test('a job that has finished between two answers is none of those shown', () => {
  const monitors = {
    jobs: [job({ id: 1 }), job({ id: 2 })],
    unreadable: 1,
    repeated: 0,
    total: 3,
  };
  expect(counted(monitors, [job({ id: 2, status: 'SUCCESS' })]).counts).toMatchObject({
    shown: 1,
    ended: 1,
    unreadable: 1,
    total: 3,
  });
});

test('a total of less than was listed is not repeated', () => {
  const monitors = { jobs: [job({ id: 1 }), job({ id: 2 })], unreadable: 1, repeated: 0, total: 2 };
  expect(counted(monitors, []).counts).toMatchObject({ shown: 2, missing: 0, total: undefined });
});
