import { describe, expect } from 'vitest';

import { instant } from '#contract/instant.ts';
import { test } from '#contract/testing/property-test.ts';

import { runsByTitle } from '../finished-runs.ts';
import { rowsOf } from '../rows-filter.ts';
import { archives } from '../testing/archives.ts';
import { day, hour, job } from '../testing/jobs.ts';
import { bucketsOf, unitFor, units } from './buckets.ts';
import { rowsOfPart, throughputByStatus } from './throughput-by-status.ts';

describe('throughput by status', () => {
  test.prop([archives])('counts in each part the rows behind its link', (archive) => {
    const { finished, range } = archive;
    for (const unit of units) {
      const { buckets, statuses, total } = summed(archive, unit);
      for (const bucket of buckets) {
        for (const [at, { status }] of statuses.entries()) {
          expect(bucket.counts[at]).toBe(rowsOf(finished, rowsOfPart(bucket, status)).length);
        }
      }
      for (const [at, { status, count }] of statuses.entries()) {
        expect(count).toBe(rowsOf(finished, { ...range, statuses: [status] }).length);
        expect(buckets.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0)).toBe(count);
      }
      expect(total).toBe(rowsOf(finished, range).length);
    }
  });

  test.prop([archives])('marks each bucket that began before all was known', (archive) => {
    const { buckets } = summed(archive, 'hour');
    for (const { from, partial } of buckets) {
      expect(partial).toBe(Math.max(from, archive.range.from) < archive.knownFrom);
    }
  });

  test('draws no bar for what lies ahead, and marks the bucket that is not over', () => {
    const now = Date.UTC(2026, 10, 24, 10, 20);
    const span = { from: now - 2 * hour, to: now + 5 * hour };
    const { buckets } = throughputByStatus([], {
      range: span,
      axis: span,
      now,
      unit: 'hour',
      zone: 'UTC',
      knownFrom: -Infinity,
    });
    expect(buckets.map(({ unfinished }) => unfinished)).toEqual([false, false, true]);
    expect(buckets.map(({ cutOff }) => cutOff)).toEqual([true, false, false]);
  });

  test('counts what the axis leaves out of an open range', () => {
    const end = Date.UTC(2026, 10, 24, 10, 20);
    const finished = [job({ status: 'SUCCESS', end: instant(end) })];
    const { total, buckets } = throughputByStatus(runsByTitle(finished), {
      range: { from: -Infinity, to: Infinity },
      axis: { from: end - 9 * day, to: end - 2 * day },
      now: end - 2 * day,
      unit: 'day',
      zone: 'UTC',
      knownFrom: -Infinity,
    });
    expect(total).toBe(1);
    expect(buckets.at(-1)?.total).toBe(1);
  });
});

describe('buckets', () => {
  test.prop([archives])('cover the range without gaps', ({ range, zone }) => {
    for (const unit of units) {
      const buckets = bucketsOf(range, unit, zone);
      expect(buckets[0]?.from).toBeLessThanOrEqual(range.from);
      expect(buckets[0]?.to).toBeGreaterThan(range.from);
      expect(buckets.at(-1)?.to).toBeGreaterThanOrEqual(range.to);
      for (const [at, { from, to }] of buckets.entries()) {
        expect(to).toBeGreaterThan(from);
        if (at > 0) expect(buckets[at - 1]?.to).toBe(from);
      }
    }
  });

  test('have 23 hours on the day when clocks are set forward, and 25 when they are set back', () => {
    expect(hours(Date.UTC(2026, 2, 29, 10))).toEqual([23]);
    expect(hours(Date.UTC(2026, 9, 25, 10))).toEqual([25]);
    expect(hours(Date.UTC(2026, 10, 24, 10))).toEqual([24]);
  });

  test('begin on Mondays, and on the first of each month', () => {
    const span = { from: Date.UTC(2026, 10, 26, 12), to: Date.UTC(2026, 11, 2) };
    const days = (unit: 'week' | 'month') =>
      bucketsOf(span, unit, 'UTC').map(({ from }) => instant(from).slice(0, 10));
    expect(days('week')).toEqual(['2026-11-23', '2026-11-30']);
    expect(days('month')).toEqual(['2026-11-01', '2026-12-01']);
  });

  test('leave out a day that a zone skipped', () => {
    const span = { from: Date.UTC(2011, 11, 29), to: Date.UTC(2012, 0, 2) };
    const buckets = bucketsOf(span, 'day', 'Pacific/Apia');
    expect(buckets.every(({ from, to }) => to - from === day)).toBe(true);
  });

  test.each([
    [day, 'hour'],
    [7 * day, 'day'],
    [365 * day, 'week'],
    [9_999 * day, 'month'],
  ])('of a range of %i ms are by the %s', (to, unit) => {
    expect(unitFor({ from: 0, to })).toBe(unit);
  });
});

function summed(
  archive: Parameters<Parameters<typeof archives.map>[0]>[0],
  unit: 'hour' | 'day' | 'week' | 'month',
) {
  const { finished, range } = archive;
  return throughputByStatus(runsByTitle(finished), { ...archive, unit, axis: range });
}

function hours(at: number): number[] {
  const days = bucketsOf({ from: at, to: at + 1 }, 'day', 'Europe/Berlin');
  return days.map(({ from, to }) => (to - from) / hour);
}
