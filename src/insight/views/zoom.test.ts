import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { day, hour, minute, now } from '../testing/jobs.ts';
import { moved, moves, wholeMinutes, withAhead } from './zoom.ts';

const night = { from: now - 12 * hour, to: now };

describe('moving along an axis', () => {
  test('shows half of it, twice as much, or what lies beside it', () => {
    expect(moved(night, 'closer')).toEqual({ from: now - 9 * hour, to: now - 3 * hour });
    expect(moved(night, 'farther')).toEqual({ from: now - 18 * hour, to: now + 6 * hour });
    expect(moved(night, 'earlier')).toEqual({ from: now - 18 * hour, to: now - 6 * hour });
    expect(moved(night, 'later')).toEqual({ from: now - 6 * hour, to: now + 6 * hour });
  });

  test.prop([fc.array(fc.constantFrom(...moves), { maxLength: 40 })])(
    'never leaves nothing, or more than a date can say',
    (steps) => {
      const { from, to } = steps.reduce(moved, night);
      expect(to - from).toBeGreaterThanOrEqual(10 * minute);
      expect(Number.isNaN(new Date(from).getTime())).toBe(false);
      expect(from % minute).toBe(0);
      expect(to % minute).toBe(0);
    },
  );

  test('takes the minutes that a drag begins and ends in', () => {
    expect(wholeMinutes({ from: now + 1, to: now + minute + 1 })).toEqual({
      from: now,
      to: now + 2 * minute,
    });
    expect(wholeMinutes({ from: now, to: now })).toEqual({ from: now, to: now + minute });
  });
});

describe('an axis', () => {
  test('shows some hours ahead where its range goes up to now', () => {
    expect(withAhead({ from: now - day, to: Infinity }, { from: now - day, to: now })).toEqual({
      from: now - day,
      to: now + 6 * hour,
    });
    expect(withAhead({ from: now - hour, to: Infinity }, { from: now - hour, to: now }).to).toBe(
      now + 15 * minute,
    );
    expect(withAhead(night, night)).toEqual(night);
  });
});
