import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { instant } from '#contract/instant.ts';

import { elapsedMs, finishedAt, ranMs } from './job-times.ts';
import { at, hour, job, minute, now } from './testing/jobs.ts';

describe('when a job finished', () => {
  test('is its end, else the nearest to it that Vault gives', () => {
    const dates = { created: at(-4), start: at(-3), modified: at(-2), end: at(-1) };
    expect(finishedAt(job(dates))).toBe(at(-1));
    expect(finishedAt(job({ ...dates, end: undefined }))).toBe(at(-2));
    expect(finishedAt(job({ created: at(-4), start: at(-3) }))).toBe(at(-3));
    expect(finishedAt(job({ created: at(-4) }))).toBe(at(-4));
    expect(finishedAt(job())).toBeUndefined();
  });

  test('is its end even where it was modified after it', () => {
    expect(finishedAt(job({ end: at(-hour), modified: at(-minute) }))).toBe(at(-hour));
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
