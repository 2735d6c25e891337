import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { archives } from '../testing/archives.ts';
import { day, hour } from '../testing/jobs.ts';
import { spanTicks, timeTicks } from './axis.ts';

describe('the marks of a time axis', () => {
  test.prop([archives, fc.integer({ min: 2, max: 20 })])(
    'are few, in order and within the range',
    ({ range, zone }, most) => {
      const ticks = timeTicks(range, { zone, most });
      // A day of 23 hours may have one more than its length has room for.
      expect(ticks.length).toBeLessThanOrEqual(most + 1);
      for (const [nth, { at, label }] of ticks.entries()) {
        expect(at).toBeGreaterThanOrEqual(range.from);
        expect(at).toBeLessThan(range.to);
        expect(label).not.toBe('');
        if (nth > 0) expect(at).toBeGreaterThan(ticks[nth - 1]?.at ?? Infinity);
      }
    },
  );

  test('name hours, and midnight by its day', () => {
    const from = Date.UTC(2026, 10, 24, 10);
    expect(labels({ from, to: from + day }, 8)).toEqual([
      '12:00',
      '15:00',
      '18:00',
      '21:00',
      'Wed 25',
      '03:00',
      '06:00',
      '09:00',
    ]);
  });

  test('name minutes where asked to, if hours are too few', () => {
    const from = Date.UTC(2026, 10, 24, 10, 7);
    const named = (ms: number) =>
      timeTicks({ from, to: from + ms }, { zone: 'Asia/Kathmandu', most: 4, unit: 'minute' }).map(
        ({ label }) => label,
      );
    expect(named(hour)).toEqual(['16:00', '16:15', '16:30', '16:45']);
    expect(named(8 * hour)).toEqual(['18:00', '21:00']);
  });

  test('name days, weeks and months of longer ranges', () => {
    const from = Date.UTC(2026, 10, 1);
    expect(labels({ from, to: from + 4 * day }, 5)).toEqual(['Sun 1', 'Mon 2', 'Tue 3', 'Wed 4']);
    expect(labels({ from, to: from + 30 * day }, 6)).toEqual([
      '2 Nov',
      '9 Nov',
      '16 Nov',
      '23 Nov',
      '30 Nov',
    ]);
    expect(labels({ from, to: from + 365 * day }, 5)).toEqual([
      'Jan 2027',
      'Apr 2027',
      'Jul 2027',
      'Oct 2027',
    ]);
  });
});

describe('the marks of an axis of durations', () => {
  test.prop([fc.integer({ min: 1_000, max: 2_000 * day })])('are round and few', (topMs) => {
    const ticks = spanTicks(topMs);
    expect(ticks.length).toBeLessThanOrEqual(5);
    expect(ticks[0]).toEqual({ at: 0, label: '0' });
    expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
    expect(ticks.every(({ at }) => at <= topMs)).toBe(true);
  });

  test('say exactly what they are', () => {
    expect(spanTicks(100_000).map(({ label }) => label)).toEqual(['0', '30 s', '1 min', '90 s']);
    expect(spanTicks(6 * hour).map(({ label }) => label)).toEqual(['0', '2 h', '4 h', '6 h']);
  });
});

function labels(span: { from: number; to: number }, most: number) {
  return timeTicks(span, { zone: 'UTC', most }).map(({ label }) => label);
}
