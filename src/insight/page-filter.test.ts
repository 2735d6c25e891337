import * as v from 'valibot';
import { describe, expect } from 'vitest';

import { userId } from '#contract/field.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { attention } from './attention.ts';
import { overview } from './overview.ts';
import { isFiltering, narrowed, narrowedSets } from './page-filter.ts';
import { at, day, hour, job, now } from './testing/jobs.ts';

const anyJobs = fc
  .array(
    fc
      .record({
        title: fc.constantFrom('Nightly export', 'Export to NIGHT', 'Purge', ''),
        status: fc.constantFrom('SCHEDULED', 'QUEUED', 'RUNNING', 'SUCCESS', 'TIMEOUT', 'ON_HOLD'),
        createdBy: fc.constantFrom('7', '8', undefined),
        start: fc.integer({ min: -2 * day, max: hour }).map(at),
        end: fc.integer({ min: -2 * day, max: 0 }).map(at),
      })
      .map(({ createdBy, ...rest }) => ({
        ...rest,
        createdBy: createdBy === undefined ? undefined : v.parse(userId, createdBy),
      })),
    { maxLength: 25 },
  )
  .map((all) => all.map((fields, id) => job({ id: id + 1, ...fields })));
const anyFilter = fc.record({
  title: fc.constantFrom('', ' ', 'night', 'export NIGHT', 'purge', 'no such'),
  by: fc.constantFrom('', '7', '9'),
});

const setsOf = (jobs: ReturnType<typeof job>[]) =>
  overview({ monitors: jobs, finished: [], usual: new Map(), now });
const known = { now, knownSince: -Infinity, alsoWell: [], archived: [] };

describe('the filter of a page', () => {
  test.prop([anyJobs, anyFilter])(
    'leaves each job that matches in its sets, and no other',
    (jobs, filter) => {
      const all = setsOf(jobs);
      const sets = narrowedSets(all, filter);
      expect(Object.keys(sets).toSorted()).toEqual(Object.keys(all).toSorted());
      const matching = new Set(narrowed(jobs, filter).map(({ id }) => id));
      for (const [name, list] of Object.entries(all)) {
        const expected = list.filter(({ id }) => matching.has(id));
        expect(new Map(Object.entries(sets)).get(name)).toEqual(expected);
      }
      if (!isFiltering(filter)) expect(sets).toBe(all);
    },
  );

  test.prop([anyJobs, anyFilter])(
    'finds a title failing by its own runs that match alone',
    (jobs, filter) => {
      const { failing } = attention(narrowedSets(setsOf(jobs), filter), known);
      const alone = attention(setsOf([...narrowed(jobs, filter)]), known).failing;
      expect(failing).toEqual(alone);
      const failed = narrowedSets(setsOf(jobs), filter).failed.map(({ id }) => id);
      for (const one of failing) expect(failed).toContain(one.job.id);
    },
  );

  test('finds words of a title in any order, and a creator to the letter', () => {
    const jobs = [
      job({ id: 1, title: 'Nightly export', createdBy: v.parse(userId, '7') }),
      job({ id: 2, title: 'Export to NIGHT' }),
    ];
    expect(narrowed(jobs, { title: 'night EXPORT', by: '' })).toEqual(jobs);
    expect(narrowed(jobs, { title: 'night', by: '7' })).toEqual(jobs.slice(0, 1));
    expect(narrowed(jobs, { title: '', by: '70' })).toEqual([]);
    expect(narrowed(jobs, { title: '  ', by: '' })).toBe(jobs);
  });
});
