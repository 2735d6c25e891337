import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { type Ledger, mayReload, withReload } from './reload-log.ts';
import type { Reason } from './reload-reason.ts';

const minute = 60_000;
const day = 1_440 * minute;

/** The moments at which a page reloads that finds a reason at each of these, in milliseconds. */
function reloads(reason: Reason, moments: readonly number[]): number[] {
  let past: Ledger = {};
  return moments.filter((now) => {
    if (!mayReload(past, reason, now)) return false;
    past = withReload(past, reason, now);
    return true;
  });
}

const always = Array.from({ length: 1_440 }, (_, at) => at * minute);

describe('a page loads itself anew', () => {
  test('at once for the first reason', () => {
    expect(reloads('build', always)[0]).toBe(0);
  });

  test('ever more rarely where that does not help: 8 times in a day for a build', () => {
    expect(reloads('build', always).map((at) => at / minute)).toEqual([
      0, 10, 30, 70, 150, 310, 630, 1_270,
    ]);
    expect(reloads('stale', always).map((at) => at / minute)).toEqual([0, 30, 90, 210, 450, 930]);
  });

  test('as fast as at first once it has been well for long', () => {
    expect(reloads('build', [0, 2 * day, 2 * day + 10 * minute])).toHaveLength(3);
  });

  test('for memory and for age by one account', () => {
    const past = withReload({}, 'memory', 0);
    expect(mayReload(past, 'stale', 29 * minute)).toBe(false);
    expect(mayReload(past, 'build', 29 * minute)).toBe(true);
  });

  test.prop([
    fc.constantFrom<Reason>('build', 'memory', 'stale'),
    fc.array(fc.nat({ max: 30 * day }), { maxLength: 200 }),
  ])('never twice within 10 minutes, whenever the reasons come', (reason, moments) => {
    const times = reloads(
      reason,
      moments.toSorted((a, b) => a - b),
    );
    for (const [nth, at] of times.slice(1).entries()) {
      expect(at - (times[nth] ?? 0)).toBeGreaterThanOrEqual(10 * minute);
    }
  });
});
