import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';
import { at, day, hour, job } from '#insight/testing/jobs.ts';

import { type ListSort, readSort, sortedJobs } from './list-sort.ts';

const anyJobs = fc
  .array(
    fc.record({
      title: fc.constantFrom('B', 'a', 'Ä', ''),
      status: fc.constantFrom('RUNNING', 'QUEUED', 'TIMEOUT'),
      start: fc.option(fc.integer({ min: -day, max: hour }).map(at), { nil: undefined }),
    }),
    { maxLength: 20 },
  )
  .map((all) => all.map((fields, id) => job({ id: id + 1, ...fields })));
const anySort: fc.Arbitrary<ListSort> = fc.record({
  by: fc.constantFrom('title', 'status', 'started', 'elapsed'),
  isDescending: fc.boolean(),
});

describe('a sorted list', () => {
  test.prop([anyJobs, anySort])('has the same rows', (jobs, sort) => {
    const ids = (list: typeof jobs) => list.map(({ id }) => id).toSorted();
    expect(ids(sortedJobs(jobs, sort))).toEqual(ids(jobs));
  });

  test.prop([anyJobs, fc.boolean()])(
    'has those that have run longest where it is sorted so, and unknown ones last',
    (jobs, isDescending) => {
      const running = jobs.filter(({ status }) => status === 'RUNNING');
      const starts = sortedJobs(running, { by: 'elapsed', isDescending }).map(({ start }) => start);
      const known = starts.filter((start) => start !== undefined);
      expect(starts.slice(0, known.length)).toEqual(known);
      expect(known).toEqual(isDescending ? known.toSorted() : known.toSorted().toReversed());
    },
  );

  test('holds still where values are the same', () => {
    const jobs = [3, 1, 2].map((id) => job({ id, title: 'A' }));
    expect(sortedJobs(jobs, { by: 'title', isDescending: false })).toEqual(jobs);
    expect(sortedJobs(jobs, { by: 'title', isDescending: true })).toEqual(jobs);
  });

  test('is in its own order where the address names a column that it does not have', () => {
    const columns = [{ id: 'title' }, { id: 'tasks' }];
    expect(readSort('-title', columns)).toEqual({ by: 'title', isDescending: true });
    for (const written of ['', '-', 'planned', 'tasks', '__proto__', '--title'])
      expect(readSort(written, columns)).toBeUndefined();
  });
});
