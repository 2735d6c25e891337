import * as v from 'valibot';
import { describe, expect } from 'vitest';

import { userId } from '#contract/field.ts';
import type { Job } from '#contract/jobs.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { runsByTitle, runsWithin } from './finished-runs.ts';
import { rowsOf, within } from './rows-filter.ts';
import { at, day, hour, job, minute, run } from './testing/jobs.ts';

const person = v.parse(userId, '4711');
const system = v.parse(userId, '1');
const ids = (runs: readonly { job: { id: string } }[]) => runs.map((one) => one.job.id);

describe('the runs of a title', () => {
  test('are in the order in which they were over, missed ones by their plan', () => {
    const missed = job({ id: 2, status: 'MISSED_SCHEDULE', start: at(-90 * minute) });
    const [{ runs } = { runs: [] }] = runsByTitle([
      run(1, hour, minute),
      missed,
      run(3, 2 * hour, minute),
    ]);
    expect(ids(runs)).toEqual(['3', '2', '1']);
  });

  test('leave out what has no date at all', () => {
    expect(runsByTitle([job({ status: 'SUCCESS' })])).toEqual([]);
  });

  const moment = fc.integer({ min: -50, max: 50 });
  test.prop([fc.array(moment), moment, moment])(
    'within a span are the rows of its filter',
    (ends, a, b) => {
      const jobs = ends.map((end, id) => job({ id, status: 'SUCCESS', end: at(end) }));
      const span = { from: Date.parse(at(Math.min(a, b))), to: Date.parse(at(Math.max(a, b))) };
      const runs = runsByTitle(jobs).flatMap((title) => runsWithin(title.runs, span));
      const rows = rowsOf(jobs, within(span));
      expect(ids(runs).toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
    },
  );
});

describe('how long a run was queued', () => {
  /** When each was asked for, in minutes from now, and how long it then waited. */
  const asked = [-900, -700, -655, -400, -390, -120];

  test('is known of jobs that people start now and then', () => {
    const jobs = asked.map((minutes, id) =>
      job({
        id,
        status: 'SUCCESS',
        createdBy: person,
        created: at(minutes * minute),
        start: at(minutes * minute + 5_000),
        end: at(minutes * minute + 60_000),
      }),
    );
    expect(queued(jobs)).toEqual(asked.map(() => 5_000));
    expect(queued(jobs.slice(0, 3))).toEqual([undefined, undefined, undefined]);
    expect(queued(jobs.map((one) => ({ ...one, createdBy: system })))).toEqual(
      asked.map(() => undefined),
    );
  });

  test('is unknown of a schedule, whose jobs wait for their plan', () => {
    const starts = Array.from({ length: 10 }, (_, nth) => (nth - 10) * day);
    const jobs = starts.map((start, id) =>
      job({
        id,
        status: 'SUCCESS',
        createdBy: person,
        created: at(start - day + 3_000),
        start: at(start + 40_000),
        end: at(start + hour),
      }),
    );
    expect(queued(jobs)).toEqual(starts.map(() => undefined));
  });

  test('is unknown where each job is made as the one before it starts, however unevenly', () => {
    const starts = [-9_000, -7_000, -6_500, -4_000, -3_900, -1_200];
    const jobs = starts.map((start, id) =>
      job({
        id,
        status: 'SUCCESS',
        createdBy: person,
        created: at((starts[id - 1] ?? -9_900) * minute),
        start: at(start * minute),
        end: at(start * minute + minute),
      }),
    );
    expect(queued(jobs)).toEqual(starts.map(() => undefined));
  });
});

function queued(jobs: readonly Job[]) {
  return runsByTitle(jobs).flatMap(({ runs }) => runs.map(({ queuedMs }) => queuedMs));
}
