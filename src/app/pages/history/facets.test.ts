import { fc, test } from '@fast-check/vitest';
import * as v from 'valibot';
import { describe, expect } from 'vitest';

import { userId } from '#contract/field.ts';

import { job } from '../../insight/testing/jobs.ts';
import { facets } from './facets.ts';
import { anyJobs } from './testing/arbitraries.ts';

function sum(counted: Iterable<readonly [string, number]>): number {
  return [...counted].reduce((total, [, count]) => total + count, 0);
}

describe('facets', () => {
  test.prop([anyJobs])('count each value as often as a filter would find it', (jobs) => {
    const { titles, statuses, creators } = facets(jobs);
    for (const [title, count] of titles)
      expect(count).toBe(jobs.filter((one) => one.title === title).length);
    for (const [status, count] of statuses)
      expect(count).toBe(jobs.filter((one) => one.status.toUpperCase() === status).length);
    for (const [creator, count] of creators)
      expect(count).toBe(jobs.filter(({ createdBy }) => createdBy === creator).length);
  });

  test.prop([anyJobs])('leave out no value but the empty one', (jobs) => {
    const { titles, statuses } = facets(jobs);
    expect(sum(titles)).toBe(jobs.filter(({ title }) => title !== '').length);
    expect(sum(statuses)).toBe(jobs.filter(({ status }) => status !== '').length);
  });

  test.prop([fc.array(fc.nat(300), { maxLength: 600 })])(
    'offer the most frequent first, 200 at most',
    (numbers) => {
      const { titles } = facets(numbers.map((n) => job({ title: `T${n}` })));
      const counts = titles.map(([, count]) => count);
      expect(counts).toEqual(counts.toSorted((a, b) => b - a));
      expect(titles.length).toBe(Math.min(200, new Set(numbers).size));
    },
  );

  test('leave out no creator, however many there are', () => {
    const jobs = Array.from({ length: 261 }, (_, at) =>
      job({ createdBy: v.parse(userId, at + 2) }),
    );
    expect(facets(jobs).creators).toHaveLength(261);
  });

  test('are counted once for each list', () => {
    const jobs = [job()];
    expect(facets(jobs)).toBe(facets(jobs));
    expect(facets([...jobs])).not.toBe(facets(jobs));
  });
});
