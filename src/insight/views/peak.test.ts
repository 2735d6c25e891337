import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { runsByTitle } from '../finished-runs.ts';
import { at, hour, job, minute, now } from '../testing/jobs.ts';
import { peakOf, preparePeak } from './peak.ts';

const axis = { from: now - 12 * hour, to: now + 4 * hour };

const jobs = fc
  .array(
    fc.record({
      title: fc.constantFrom('Export', 'Import'),
      start: fc.integer({ min: -16 * 6, max: 5 * 6 }).map((tens) => tens * 10 * minute),
      took: fc.constantFrom(undefined, 0, minute, 20 * minute, 3 * hour),
    }),
    { maxLength: 60 },
  )
  .map((rows) =>
    rows.map(({ title, start, took }, id) =>
      job({
        id,
        title,
        status: 'SUCCESS',
        start: at(start),
        end: took === undefined ? undefined : at(start + took),
      }),
    ),
  );

describe('the peak', () => {
  test.prop([jobs])('is what counting at each start comes to', (finished) => {
    const titles = runsByTitle(finished);
    const spans = titles.flatMap(({ runs }) =>
      runs.flatMap(({ startMs, ranMs }) =>
        startMs === undefined || ranMs === undefined ? [] : [[startMs, startMs + ranMs] as const],
      ),
    );
    const moments = [axis.from, ...spans.map(([from]) => from)].filter(
      (at) => at >= axis.from && at < axis.to,
    );
    const counts = moments.map((at) => spans.filter(([from, to]) => from <= at && at < to).length);
    const peak = peakOf(titles, { axis, monitors: [], now });
    expect(peak?.count ?? 0).toBe(Math.max(0, ...counts));
    if (peak !== undefined) {
      const { at } = peak;
      expect(spans.filter(([from, to]) => from <= at && at < to)).toHaveLength(peak.count);
    }
  });

  test('is prepared in steps, once', () => {
    const titles = runsByTitle([job({ status: 'SUCCESS', start: at(-hour), end: at(0) })]);
    expect([...preparePeak(titles)]).toHaveLength(2);
    expect([...preparePeak(titles)]).toHaveLength(0);
    expect(peakOf(titles, { axis, monitors: [], now })).toEqual({ count: 1, at: now - hour });
  });

  test('counts what runs now', () => {
    const monitors = [job({ id: 1, start: at(-hour) }), job({ id: 2, start: at(-minute) })];
    expect(peakOf([], { axis, monitors, now })).toEqual({ count: 2, at: now - minute });
  });
});
