import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { marginPx, placeOf as place, stepOf } from './drift.ts';

const step = fc.integer({ min: 0, max: 60_000_000 });
const placeOf = (at: number) => place(at, marginPx);
type Place = ReturnType<typeof placeOf>;
const between = (a: Place, b: Place) => Math.hypot(a.x - b.x, a.y - b.y);

describe('the layout', () => {
  test.prop([step])('stands 8 px elsewhere after 10 minutes', (at) => {
    expect(between(placeOf(at), placeOf(at + 10))).toBeGreaterThanOrEqual(8);
  });

  test.prop([step])('never leaves its margin', (at) => {
    const { x, y } = placeOf(at);
    expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(marginPx);
  });

  test.prop([step])('moves by a few pixels at a time', (at) => {
    expect(between(placeOf(at), placeOf(at + 1))).toBeLessThanOrEqual(6);
  });

  test('stands still within a minute', () => {
    expect(stepOf(59_999)).toBe(stepOf(0));
    expect(stepOf(60_000)).toBe(1);
  });
});
