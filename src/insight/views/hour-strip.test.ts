import { describe, expect } from 'vitest';

import { instant } from '#contract/instant.ts';
import { test } from '#contract/testing/property-test.ts';

import { rowsOf } from '../rows-filter.ts';
import { archives } from '../testing/archives.ts';
import { at, day, hour, job, minute, now } from '../testing/jobs.ts';
import { sum } from '../throughput.ts';
import { hourStrip } from './hour-strip.ts';

describe('the strip of hours', () => {
  test.prop([archives])('counts in each hour the rows behind its link', (archive) => {
    const { finished, range, zone, knownFrom } = archive;
    const { past } = hourStrip({ finished, monitors: [], now: range.to, zone, knownFrom });
    for (const { counts, total, rows } of past) {
      expect(total).toBe(rowsOf(finished, rows).length);
      expect(total).toBe(sum(counts));
    }
    const lastDay = { from: range.to - day, to: range.to };
    const all = past.reduce((sum, { total }) => sum + total, 0);
    expect(all).toBe(rowsOf(finished, lastDay).length);
  });

  test.prop([archives])('covers 24 hours up to now and goes on from it', ({ range, zone }) => {
    const at = range.to - 7 * minute;
    const strip = hourStrip({ finished: [], monitors: [], now: at, zone, knownFrom: -Infinity });
    const spans = [...strip.past, ...strip.ahead];
    expect(spans[0]?.from).toBe(at - day);
    expect(strip.past.at(-1)?.to).toBe(at);
    expect(strip.ahead[0]?.from).toBe(at);
    expect(strip.ahead.at(-1)?.to).toBeGreaterThanOrEqual(at + 6 * hour);
    for (const [nth, { from }] of spans.entries()) {
      if (nth > 0) expect(from).toBe(spans[nth - 1]?.to);
    }
  });

  test('counts planned starts ahead, and an overdue one in the present hour', () => {
    const monitors = [30 * minute, 90 * minute, -hour, 8 * hour].map((inMs, id) =>
      job({ id, status: 'SCHEDULED', start: at(inMs) }),
    );
    const { ahead } = hourStrip({ finished: [], monitors, now, zone: 'UTC', knownFrom: -Infinity });
    expect(ahead.map(({ planned }) => planned)).toEqual([2, 1, 0, 0, 0, 0]);
  });

  test('says which hours may hold more than is known', () => {
    const finished = [job({ status: 'SUCCESS', end: instant(now - minute) })];
    const knownFrom = now - 2 * hour;
    const { past } = hourStrip({ finished, monitors: [], now, zone: 'UTC', knownFrom });
    expect(past.map(({ partial }) => partial)).toEqual([
      ...Array<boolean>(22).fill(true),
      false,
      false,
    ]);
  });
});
