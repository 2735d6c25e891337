import { describe, expect } from 'vitest';

import { knownStatuses } from '#contract/status.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { at, hour, job, minute, run } from './testing/jobs.ts';
import { enoughRuns, isLong, percentile, usualByTitle, usualWords } from './usual.ts';

const ascending = fc
  .array(fc.integer({ min: 0, max: 10 ** 9 }), { minLength: 1, maxLength: 60 })
  .map((numbers) => numbers.toSorted((a, b) => a - b));
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('a percentile', () => {
  test.prop([ascending, share])('lies between the least and the most', (list, part) => {
    const found = percentile(list, part);
    expect(found).toBeGreaterThanOrEqual(list[0] ?? Number.NaN);
    expect(found).toBeLessThanOrEqual(list.at(-1) ?? Number.NaN);
  });

  test.prop([ascending, share, share])('never falls as its share grows', (list, one, other) => {
    const [less, more] = [Math.min(one, other), Math.max(one, other)];
    // A billionth of a millisecond is the floats' own.
    expect(percentile(list, less)).toBeLessThanOrEqual(percentile(list, more) + 1e-6);
  });

  test.prop([ascending])('of a half is the middle of the sorted list', (list) => {
    const half = list.length / 2;
    const [low = 0, high = 0] = [list[Math.ceil(half) - 1], list[Math.floor(half)]];
    expect(percentile(list, 0.5)).toBeCloseTo((low + high) / 2);
  });

  test.prop([ascending])('of nothing and of all are the ends', (list) => {
    expect(percentile(list, 0)).toBe(list[0]);
    expect(percentile(list, 1)).toBe(list.at(-1));
  });
});

describe('the usual time of a title', () => {
  test('counts successful runs with both ends and no others', () => {
    const bare = job({ status: 'SUCCESS' });
    const usual = usualByTitle([
      run(1, hour, minute),
      { ...bare, start: at(-hour) },
      { ...bare, end: at(-hour) },
      { ...bare, start: at(0), end: at(-1) },
      ...knownStatuses
        .filter((status) => status !== 'SUCCESS')
        .map((status) => ({ ...run(2, hour, hour), status })),
    ]);
    expect([...usual]).toEqual([['Nightly export', { runs: 1, medianMs: minute, p95Ms: minute }]]);
  });

  test('is not mixed up with that of another title, nor of jobs without one', () => {
    const usual = usualByTitle([
      { ...run(1, hour, minute), title: 'A' },
      { ...run(2, hour, hour), title: 'B' },
      { ...run(3, hour, hour), title: '' },
      { ...run(4, hour, hour), title: '__proto__' },
    ]);
    expect([...usual.keys()]).toEqual(['A', 'B', '__proto__']);
    expect(usual.get('A')?.medianMs).toBe(minute);
  });
});

describe('longer than usual', () => {
  const known = { runs: enoughRuns, medianMs: 2 * minute, p95Ms: 3 * minute };

  test.prop([fc.integer({ min: 0, max: enoughRuns - 1 }), fc.nat()])(
    'is said of nothing that has run fewer than 5 times',
    (runs, elapsed) => {
      expect(isLong(elapsed, { ...known, runs })).toBe(false);
    },
  );

  test('begins after the p95, not at it', () => {
    expect(isLong(3 * minute, known)).toBe(false);
    expect(isLong(3 * minute + 1, known)).toBe(true);
  });

  test('is said of nothing that has run for a minute or less', () => {
    const quick = { ...known, p95Ms: 1_000 };
    expect(isLong(minute, quick)).toBe(false);
    expect(isLong(minute + 1, quick)).toBe(true);
  });

  test('is not said without a start, without past runs, or of a start in the future', () => {
    expect(isLong(undefined, known)).toBe(false);
    expect(isLong(hour, undefined)).toBe(false);
    expect(isLong(-hour, known)).toBe(false);
  });
});

describe('the words for how long runs usually take', () => {
  test('say from how many runs they come', () => {
    const known = { runs: 21, medianMs: 29 * minute, p95Ms: 31 * minute };
    expect(usualWords(known)).toEqual({
      times: '29 min 00 s, p95 31 min 00 s',
      from: 'from 21 successful runs',
    });
  });

  test.each([
    [undefined, '0 of 5 runs needed'],
    [1, '1 of 5 runs needed'],
    [4, '4 of 5 runs needed'],
  ])('say of %s runs that it is not known, and how many are needed', (runs, from) => {
    const known = runs === undefined ? undefined : { runs, medianMs: minute, p95Ms: minute };
    expect(usualWords(known)).toEqual({ times: 'not known yet', from });
  });
});
