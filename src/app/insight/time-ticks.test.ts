import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { instant } from '#contract/instant.ts';
import { localTime } from '#contract/zone.ts';

import { day, hour, minute } from './testing/jobs.ts';
import { timeTicks } from './time-ticks.ts';

const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
);
const from = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) });
const length = fc.oneof(
  fc.integer({ min: minute, max: 3 * hour }),
  fc.integer({ min: hour, max: 3 * day }),
  fc.integer({ min: day, max: 900 * day }),
);

describe('the ticks of an axis of time', () => {
  test.prop([from, length, zone])(
    'are in order, on the axis, at round times of the zone, and not many',
    (from, length, zone) => {
      const span = { from, to: from + length };
      const { at, areDays } = timeTicks(span, zone, 8);
      expect(at.length).toBeLessThanOrEqual(10);
      for (const [nth, tick] of at.entries()) {
        expect(tick).toBeGreaterThanOrEqual(Math.max(from, at[nth - 1] ?? from));
        expect(tick).toBeLessThan(span.to);
        const local = localTime(tick, zone);
        expect(local % (areDays ? day : minute)).toBe(0);
      }
    },
  );

  test('keep to the clocks on the days when they change', () => {
    const night = { from: Date.UTC(2026, 9, 24, 20), to: Date.UTC(2026, 9, 25, 8) };
    expect(local(timeTicks(night, 'Europe/Berlin', 6).at, 'Europe/Berlin')).toEqual([
      '22:00',
      '00:00',
      '02:00',
      '02:00',
      '04:00',
      '06:00',
      '08:00',
    ]);
    const month = { from: Date.UTC(2026, 9, 20), to: Date.UTC(2026, 9, 30) };
    const { at, areDays } = timeTicks(month, 'Europe/Berlin', 10);
    expect(areDays).toBe(true);
    expect(new Set(local(at, 'Europe/Berlin'))).toEqual(new Set(['00:00']));
  });
});

function local(moments: readonly number[], zone: string): string[] {
  return moments.map((at) => instant(localTime(at, zone)).slice(11, 16));
}
