import * as v from 'valibot';
import { describe, expect } from 'vitest';

import { userId } from '#contract/field.ts';
import type { Job } from '#contract/jobs.ts';
import { knownStatuses } from '#contract/status.ts';
import { fc, test } from '#contract/testing/property-test.ts';
import { actualStart } from '#insight/job-times.ts';
import { at, hour, job, minute, now, run } from '#insight/testing/jobs.ts';
import { bounds } from '#insight/time/range.ts';

import { jobsOfList } from '../../jobs/lazy-jobs.ts';
import { facets, summaryOf } from './facets.ts';
import { allOf, matching } from './filter.ts';
import { defaults, rangeOf } from './search.ts';
import { anyFilters, anyJobs } from './testing/arbitraries.ts';

const all = (jobs: readonly Job[]) => allOf(jobsOfList(jobs));

function sum(counted: Iterable<readonly [string, number]>): number {
  return [...counted].reduce((total, [, count]) => total + count, 0);
}

describe('facets', () => {
  test.prop([anyJobs])('count each value as often as a filter would find it', (jobs) => {
    const { titles, statuses, creators } = facets(all(jobs));
    for (const [title, count] of titles)
      expect(count).toBe(jobs.filter((one) => one.title === title).length);
    for (const [status, count] of statuses)
      expect(count).toBe(jobs.filter((one) => one.status.toUpperCase() === status).length);
    for (const [creator, count] of creators)
      expect(count).toBe(jobs.filter(({ createdBy }) => createdBy === creator).length);
  });

  test.prop([anyJobs])('leave out no value but the empty one', (jobs) => {
    const { titles, statuses } = facets(all(jobs));
    expect(sum(titles)).toBe(jobs.filter(({ title }) => title !== '').length);
    expect(sum(statuses)).toBe(jobs.filter(({ status }) => status !== '').length);
  });

  test.prop([fc.array(fc.nat(300), { maxLength: 600 })])(
    'offer the most frequent first, 200 at most',
    (numbers) => {
      const { titles } = facets(all(numbers.map((n) => job({ title: `T${n}` }))));
      const counts = titles.map(([, count]) => count);
      expect(counts).toEqual(counts.toSorted((a, b) => b - a));
      expect(titles.length).toBe(Math.min(200, new Set(numbers).size));
    },
  );

  test('leave out no creator, however many there are', () => {
    const jobs = Array.from({ length: 261 }, (_, at) =>
      job({ createdBy: v.parse(userId, at + 2) }),
    );
    expect(facets(all(jobs)).creators).toHaveLength(261);
  });

  test('are counted once for each list', () => {
    const jobs = [job()];
    expect(facets(all(jobs))).toBe(facets(all(jobs)));
    expect(facets(all([...jobs]))).not.toBe(facets(all(jobs)));
  });
});

const well = ['SUCCESS'];
const badly = ['ERRORS_ENCOUNTERED', 'FAILED_TO_RUN', 'MISSED_SCHEDULE', 'TIMEOUT'];

const moment = fc.option(
  fc.integer({ min: 0, max: 90 * 3_600 }).map((s) => at(-s * 1_000)),
  {
    nil: undefined,
  },
);
const timedJob = fc
  .record({ status: fc.constantFrom(...knownStatuses, 'BRAND NEW'), start: moment, end: moment })
  .map(job);

/** The value that so many of 100 are at or below, between its two neighbours. */
function percentile(values: readonly number[], percent: number): number {
  const place = ((values.length - 1) * percent) / 100;
  const sorted = values.toSorted((a, b) => a - b);
  const [low = 0, high = low] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
  return low + (high - low) * (place % 1);
}

describe('what jobs come to', () => {
  test.prop([anyJobs, anyFilters])(
    'is, for those that a search finds, what they come to by themselves',
    (jobs, filters) => {
      const search = { ...defaults, ...filters };
      const found = matching(jobsOfList(jobs), {
        search,
        bounds: bounds(rangeOf(search), 'Europe/Berlin', now),
      });
      const alone = all([...found.rows].flatMap((row) => jobs[row] ?? []));
      const expected = summaryOf(alone);
      expect(summaryOf(found)).toEqual(expected);
      const [counted, own] = [facets(found), facets(alone)];
      expect(new Map(counted.titles)).toEqual(new Map(own.titles));
      expect(new Map(counted.creators)).toEqual(new Map(own.creators));
      expect(counted.statuses).toEqual(own.statuses);
    },
  );

  test('is summed up once', () => {
    const jobs = [run(1, hour, 1), run(2, 0, 1)];
    expect(summaryOf(all(jobs))).toBe(summaryOf(all(jobs)));
  });

  test.prop([fc.array(timedJob)])('adds up', (jobs) => {
    const found = summaryOf(all(jobs));
    const good = jobs.filter(({ status }) => well.includes(status)).length;
    const bad = jobs.filter(({ status }) => badly.includes(status)).length;
    expect(found).toMatchObject({ rows: jobs.length, well: good, badly: bad });
    expect(found.successRate).toBe(good + bad === 0 ? undefined : good / (good + bad));
  });

  test.prop([fc.array(timedJob)])(
    'measures each job that ran and has both ends in order',
    (jobs) => {
      const { timed, medianMs, p95Ms } = summaryOf(all(jobs));
      const spans = jobs
        .map((one) => Date.parse(one.end ?? '') - Date.parse(actualStart(one) ?? ''))
        .filter((span) => span >= 0);
      expect(timed).toBe(spans.length);
      if (spans.length === 0) {
        expect([medianMs, p95Ms]).toEqual([undefined, undefined]);
      } else {
        expect(medianMs).toBeCloseTo(percentile(spans, 50), 3);
        expect(p95Ms).toBeCloseTo(percentile(spans, 95), 3);
      }
    },
  );

  test('counts nothing but good and bad ends in the rate', () => {
    const jobs = ['SUCCESS', 'TIMEOUT', 'CANCELLED', 'COMPLETED_DUE_TO_INACTIVITY', 'NEW'];
    expect(summaryOf(all(jobs.map((status) => job({ status }))))).toMatchObject({
      rows: 5,
      successRate: 0.5,
    });
  });

  test('of no job is nothing', () => {
    expect(summaryOf(all([]))).toEqual({
      rows: 0,
      well: 0,
      badly: 0,
      successRate: undefined,
      medianMs: undefined,
      p95Ms: undefined,
      timed: 0,
    });
  });

  test('of one run is that run', () => {
    expect(summaryOf(all([run(1, hour, minute)]))).toMatchObject({
      medianMs: minute,
      p95Ms: minute,
    });
  });
});
