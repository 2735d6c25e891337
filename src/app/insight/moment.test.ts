import { describe, expect, test } from 'vitest';

import { elapsedMs, finishedAt, ranMs } from './moment.ts';
import { at, hour, job, minute, now } from './sample.ts';

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
