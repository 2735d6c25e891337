/** Rows that were stored, and of which jobs are made only when they are asked for. */
import { describe, expect } from 'vitest';

import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { fc, test } from '#contract/testing/property-test.ts';
import { job } from '#insight/testing/jobs.ts';

import { jobsOfList, type LazyJobs } from '../jobs/lazy-jobs.ts';
import { epoch, createRowIndex } from './row-index.ts';
import { toStored } from './stored-rows.ts';

const moment = fc.option(
  fc.integer({ min: 0, max: 90_000_000 }).map((s) => instant(s * 1_000)),
  { nil: undefined },
);
const anyJob = fc
  .record({
    id: fc.nat(40).map(String),
    title: fc.constantFrom('', 'Nightly export', 'Ärger'),
    status: fc.constantFrom('SUCCESS', 'TIMEOUT', 'CANCELLED'),
    created: moment,
    start: moment,
    end: moment,
    unreadable: fc.constantFrom(undefined, undefined, { start: 'soon' }),
  })
  .map(({ unreadable, ...usual }) => job({ ...usual, ...(unreadable && { unreadable }) }));
const anyJobs = fc.uniqueArray(anyJob, { selector: ({ id }) => id, maxLength: 30 });

const anyStep = fc.oneof(
  fc.record({ kind: fc.constant('load'), jobs: anyJobs }),
  fc.record({ kind: fc.constant('put'), jobs: anyJobs }),
  fc.record({ kind: fc.constant('remove'), jobs: anyJobs }),
  fc.record({ kind: fc.constant('look'), jobs: fc.constant([]) }),
);

/** As they are shown one by one: each may be gone as the next is shown. */
function shown(jobs: LazyJobs): Job[] {
  const seen: Job[] = [];
  jobs.each((one, row) => {
    const { id, title, status, createdBy, created, modifiedBy, modified, start, end } = one;
    const { unreadable } = one;
    const usual = { id, title, status, createdBy, created, modifiedBy, modified, start, end };
    seen[row] = unreadable === undefined ? usual : { ...usual, unreadable };
  });
  return seen;
}

describe('stored rows', () => {
  test.prop([fc.array(anyStep, { maxLength: 12 }), fc.boolean()], { numRuns: 500 })(
    'are what they would be as jobs, whatever is asked for and when',
    (steps, areMade) => {
      const lazy = createRowIndex();
      const plain = createRowIndex();
      for (const [nth, { kind, jobs }] of steps.entries()) {
        const at = instant(nth + 1);
        if (kind === 'load') {
          lazy.load(toStored(jobs));
          plain.put(jobs, epoch);
        } else if (kind === 'put') {
          expect(lazy.put(jobs, at)).toEqual(plain.put(jobs, at));
        } else if (kind === 'remove') {
          for (const one of [lazy, plain])
            one.remove(
              jobs.map(({ id }) => id),
              at,
            );
        } else if (areMade) {
          lazy.jobs();
        }
      }
      const rows = lazy.lazyJobs();
      const expected = plain.jobs();
      expect(rows.size).toBe(expected.length);
      const list = jobsOfList(expected);
      for (const name of ['created', 'modified', 'start', 'end'] as const) {
        expect(rows.dates(name)).toEqual(list.dates(name));
      }
      for (const name of ['title', 'status', 'createdBy'] as const) {
        expect(rows.texts(name)).toEqual(list.texts(name));
      }
      expect(shown(rows)).toEqual(expected);
      expect(rows.all()).toStrictEqual(expected);
      expect(rows.at(0)).toBe(rows.all()[0]);
    },
  );
});
