import { expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { radixSorted } from './radix-sort.ts';

const key = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0, -0, Infinity, -Infinity, Number.MIN_VALUE, -Number.MIN_VALUE),
  fc.integer({ min: 0, max: 4_000_000_000_000 }),
);

const rowsOf = (keys: readonly unknown[]) => Uint32Array.from(keys.keys());

test.prop([fc.array(key, { maxLength: 200 })], { numRuns: 1_000 })(
  'rows are in the same order as by comparison, equal ones as they were before',
  (keys) => {
    const [...expected] = rowsOf(keys);
    expected.sort(
      (a, b) => Number((keys[a] ?? 0) > (keys[b] ?? 0)) - Number((keys[a] ?? 0) < (keys[b] ?? 0)),
    );
    expect([...radixSorted(rowsOf(keys), Float64Array.from(keys))]).toEqual(expected);
  },
);

test.prop([fc.array(fc.tuple(key, key), { maxLength: 200 })])(
  'sorted by one key after another, the last decides, and the first where the last ones are equal',
  (pairs) => {
    const first = Float64Array.from(pairs, ([one]) => one);
    const last = Float64Array.from(pairs, ([, other]) => other);
    const sorted = radixSorted(radixSorted(rowsOf(pairs), first), last);
    const isSmaller = (a: number, b: number) =>
      (last[a] ?? 0) < (last[b] ?? 0) || (last[a] === last[b] && (first[a] ?? 0) < (first[b] ?? 0));
    for (const [place, row] of [...sorted].slice(1).entries()) {
      expect(isSmaller(row, sorted[place] ?? 0)).toBe(false);
    }
  },
);

test('the rows it was given stay as they were', () => {
  const rows = Uint32Array.of(1, 0);
  radixSorted(rows, Float64Array.of(1, 2));
  expect([...rows]).toEqual([1, 0]);
});
