import { describe, expect } from 'vitest';

import { instant } from '#contract/instant.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import {
  actualStart,
  elapsedMs,
  neverRan,
  overAt,
  plannedStart,
  ranMs,
  waitedMs,
} from './job-times.ts';
import { at, day, hour, job, minute, now } from './testing/jobs.ts';

describe('a job that never ran', () => {
  const plan = { created: at(-2 * day), start: at(-hour), modified: at(-day) };

  test.each([
    ['MISSED_SCHEDULE', undefined],
    ['MISSED_SCHEDULE', at(-minute)],
    ['CANCELLED', undefined],
    ['FAILED_TO_RUN', undefined],
  ])('is one that ended as %s with the end %s: its start is the plan', (status, end) => {
    const missed = job({ ...plan, status, end });
    expect(neverRan(missed)).toBe(true);
    expect(plannedStart(missed)).toBe(plan.start);
    expect(actualStart(missed)).toBeUndefined();
    expect(ranMs(missed)).toBeUndefined();
    expect(waitedMs(missed)).toBeUndefined();
  });

  test.each(['CANCELLED', 'FAILED_TO_RUN'])('is none that ended as %s with an end', (status) => {
    const ran = job({ ...plan, status, end: at(-minute) });
    expect(neverRan(ran)).toBe(false);
    expect(plannedStart(ran)).toBeUndefined();
    expect(actualStart(ran)).toBe(plan.start);
    expect(ranMs(ran)).toBe(hour - minute);
  });

  test.each(['SUCCESS', 'ERRORS_ENCOUNTERED', 'TIMEOUT', 'RUNNING', 'ANYTHING_ELSE'])(
    'is none that is %s, with or without an end',
    (status) => {
      for (const end of [undefined, at(-minute)]) {
        expect(neverRan(job({ ...plan, status, end }))).toBe(false);
        expect(actualStart(job({ ...plan, status, end }))).toBe(plan.start);
      }
    },
  );

  test('was not over before its plan, however early Vault last modified it', () => {
    expect(overAt(job({ ...plan, status: 'MISSED_SCHEDULE' }))).toBe(plan.start);
    expect(overAt(job({ ...plan, status: 'FAILED_TO_RUN' }))).toBe(plan.start);
    expect(overAt(job({ ...plan, status: 'CANCELLED' }))).toBe(plan.modified);
  });
});

describe('about when a job was over', () => {
  test('is its end, else the nearest to it that Vault gives', () => {
    const dates = { created: at(-4), start: at(-3), modified: at(-2), end: at(-1) };
    expect(overAt(job(dates))).toBe(at(-1));
    expect(overAt(job({ ...dates, end: undefined }))).toBe(at(-2));
    expect(overAt(job({ created: at(-4), start: at(-3) }))).toBe(at(-3));
    expect(overAt(job({ created: at(-4) }))).toBe(at(-4));
    expect(overAt(job())).toBeUndefined();
  });

  test('is its end even where it was modified after it', () => {
    expect(overAt(job({ end: at(-hour), modified: at(-minute) }))).toBe(at(-hour));
  });
});

describe('how long a job ran', () => {
  test('is from start to end', () => {
    expect(ranMs(job({ start: at(-hour), end: at(-minute) }))).toBe(hour - minute);
    expect(ranMs(job({ start: at(0), end: at(0) }))).toBe(0);
  });

  const ms = fc.oneof(
    fc.integer({ min: Date.UTC(2026, 10, 24), max: Date.UTC(2026, 10, 26) - 1 }),
    fc.integer({ min: Date.UTC(0, 0, 1), max: Date.UTC(10_100, 0, 1) }),
  );
  test.prop([ms, ms])('is the difference of the two, to the millisecond', (one, other) => {
    const [start, end] = [Math.min(one, other), Math.max(one, other)];
    // Beyond the year 9999 text order is no longer time order, and nothing is claimed.
    const found = ranMs(job({ start: instant(start), end: instant(end) }));
    expect(found ?? end - start).toBe(end - start);
  });

  test('is not known without both, or where they contradict each other', () => {
    expect(ranMs(job({ start: at(0) }))).toBeUndefined();
    expect(ranMs(job({ end: at(0) }))).toBeUndefined();
    expect(ranMs(job({ start: at(1), end: at(0) }))).toBeUndefined();
  });
});

test('elapsed time is negative for a start in the future and unknown without one', () => {
  expect(elapsedMs(job({ start: at(-hour) }), now)).toBe(hour);
  expect(elapsedMs(job({ start: at(hour) }), now)).toBe(-hour);
  expect(elapsedMs(job(), now)).toBeUndefined();
});
