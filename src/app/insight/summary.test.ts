import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { knownStatuses } from '#contract/status.ts';

import { actualStart } from './job-times.ts';
import { summary } from './summary.ts';
import { at, hour, job, minute, run } from './testing/jobs.ts';

const well = ['SUCCESS'];
const badly = ['ERRORS_ENCOUNTERED', 'FAILED_TO_RUN', 'MISSED_SCHEDULE', 'TIMEOUT'];

const moment = fc.option(
  fc.integer({ min: 0, max: 90 * 3_600 }).map((s) => at(-s * 1_000)),
  {
    nil: undefined,
  },
);
const anyJob = fc
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
  test.prop([fc.array(anyJob)])('adds up', (jobs) => {
    const found = summary(jobs);
    const good = jobs.filter(({ status }) => well.includes(status)).length;
    const bad = jobs.filter(({ status }) => badly.includes(status)).length;
    expect(found).toMatchObject({ rows: jobs.length, well: good, badly: bad });
    expect(found.successRate).toBe(good + bad === 0 ? undefined : good / (good + bad));
  });

  test.prop([fc.array(anyJob)])('measures each job that ran and has both ends in order', (jobs) => {
    const { timed, medianMs, p95Ms } = summary(jobs);
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
  });

  test('counts nothing but good and bad ends in the rate', () => {
    const jobs = ['SUCCESS', 'TIMEOUT', 'CANCELLED', 'COMPLETED_DUE_TO_INACTIVITY', 'NEW'];
    expect(summary(jobs.map((status) => job({ status })))).toMatchObject({
      rows: 5,
      successRate: 0.5,
    });
  });

  test('of no job is nothing', () => {
    expect(summary([])).toEqual({
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
    expect(summary([run(1, hour, minute)])).toMatchObject({ medianMs: minute, p95Ms: minute });
  });
});
