import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { marginPx, offsetAt, stepAt } from './DriftAndDim.tsx';

const anyStep = fc.integer({ min: 0, max: 60_000_000 });
const offset = (step: number) => offsetAt(step, marginPx);
type Offset = ReturnType<typeof offset>;
const distance = (a: Offset, b: Offset) => Math.hypot(a.x - b.x, a.y - b.y);

describe('a drifting wall', () => {
  test.prop([anyStep])('is 8 px away after 10 minutes', (step) => {
    expect(distance(offset(step), offset(step + 10))).toBeGreaterThanOrEqual(8);
  });

  test.prop([anyStep])('never leaves its margin', (step) => {
    const { x, y } = offset(step);
    expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(marginPx);
  });

  test.prop([anyStep])('moves by a few pixels at a time', (step) => {
    expect(distance(offset(step), offset(step + 1))).toBeLessThanOrEqual(6);
  });

  test('stays in place within a minute', () => {
    expect(stepAt(59_999)).toBe(stepAt(0));
    expect(stepAt(60_000)).toBe(1);
  });
});
