import * as v from 'valibot';
import { describe, expect } from 'vitest';

import { userId } from '#contract/field.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { runsByTitle } from '../finished-runs.ts';
import { ranMs } from '../job-times.ts';
import { rowsOf } from '../rows-filter.ts';
import { archives } from '../testing/archives.ts';
import { at, day, hour, job, minute, now, run } from '../testing/jobs.ts';
import { enoughRuns, isLong } from '../usual.ts';
import { durations, isShort, slowdowns } from './durations.ts';

const person = v.parse(userId, '42');
const places = fc.integer({ min: 1, max: 200 });

describe('durations', () => {
  test.prop([archives, places])(
    'have marks that count the rows behind their links',
    (archive, places) => {
      const { finished, range } = archive;
      for (const { title, runs } of runsByTitle(finished)) {
        const sums = durations(runs, { title, range, axis: range, places });
        for (const mark of sums.marks) {
          const rows = rowsOf(finished, mark.rows);
          expect(rows.map(({ id }) => id).toSorted()).toEqual(
            mark.runs.map(({ job }) => job.id).toSorted(),
          );
        }
        const all = rowsOf(finished, { ...range, titles: [title] });
        expect(sums.marks.reduce((sum, { runs }) => sum + runs.length, 0)).toBe(all.length);
        expect(sums.runs).toBe(all.length);
        expect(sums.untimed).toBe(all.filter((job) => ranMs(job) === undefined).length);
        expect(sums.marks.length).toBeLessThanOrEqual(places + 1);
      }
    },
  );

  test.prop([archives])('have a median and a p95 that agree with the sorted rows', (archive) => {
    const { finished, range } = archive;
    for (const { title, runs } of runsByTitle(finished)) {
      const { usual, successful } = durations(runs, { title, range, axis: range, places: 50 });
      const spans = rowsOf(finished, { ...range, titles: [title], statuses: ['SUCCESS'] })
        .flatMap((job) => ranMs(job) ?? [])
        .toSorted((a, b) => a - b);
      expect(successful).toBe(spans.length);
      if (spans.length < enoughRuns) expect(usual).toBeUndefined();
      else {
        expect(usual?.medianMs).toBeCloseTo(shareOf(spans, 50), 3);
        expect(usual?.p95Ms).toBeCloseTo(shareOf(spans, 95), 3);
      }
    }
  });

  test('mark what took longer and what took shorter than usual, and cut off the longest', () => {
    const usually = Array.from({ length: 30 }, (_, nth) => run(nth, (nth + 3) * hour, 10 * minute));
    const odd = [run(97, hour, 5 * hour), run(98, 2 * hour, minute)];
    const sums = summed([...usually, ...odd]);
    expect(sums).toMatchObject({ long: 1, short: 1, clipped: 1, runs: 32 });
    const marked = sums.marks.filter(({ long, short }) => long + short > 0);
    expect(marked.map(({ rows }) => rows)).toEqual([{ ids: ['98'] }, { ids: ['97'] }]);
  });

  test('of runs that wait longer than they run are not all cut off', () => {
    // At no interval: of others it is not known how long they waited.
    const waited = Array.from({ length: 30 }, (_, nth) => ({
      ...run(nth, (nth * nth * 2 + 30) * minute, minute),
      createdBy: person,
      created: at(-(nth * nth * 2 + 30 + 11) * minute),
    }));
    const { clipped, queued, topMs } = summed(waited);
    expect({ clipped, queued }).toEqual({ clipped: 0, queued: 30 });
    expect(topMs).toBeGreaterThanOrEqual(11 * minute);
  });

  test('leave room for the p95, however far below it medians of many runs lie', () => {
    const many = Array.from({ length: 100 }, (_, nth) =>
      run(nth, hour + nth, nth < 90 ? minute : hour),
    );
    const { usual, topMs, marks } = summed(many, 2);
    expect(marks.every(({ ranMs }) => ranMs === minute)).toBe(true);
    expect(usual?.p95Ms).toBe(hour);
    expect(topMs).toBeGreaterThan(hour);
  });

  test('of one run, or of runs that never ran, have no usual duration', () => {
    expect(summed([run(1, hour, minute)])).toMatchObject({ usual: undefined, runs: 1, untimed: 0 });
    const missed = job({ id: 1, status: 'MISSED_SCHEDULE', start: at(-hour) });
    expect(summed([missed])).toMatchObject({ usual: undefined, runs: 1, untimed: 1, clipped: 0 });
  });

  test('of a mark with several runs have the median of all, and say how each ended', () => {
    const took = [1, 2, 9].map((minutes, nth) => run(nth, hour + nth, minutes * minute));
    const failed = { ...run(3, hour + 4, 30 * minute), status: 'TIMEOUT' };
    const { marks } = summed([...took, failed], 2);
    expect(marks).toHaveLength(1);
    expect(marks[0]).toMatchObject({
      ranMs: 5.5 * minute,
      outcomes: [
        { outcome: 'badly', count: 1 },
        { outcome: 'well', count: 3 },
      ],
    });
  });
});

test.prop([fc.nat(), fc.nat()])('no run is both longer and shorter than usual', (ran, medianMs) => {
  const usual = { runs: enoughRuns, medianMs, p95Ms: medianMs + 1 };
  expect(isShort(ran, usual) && isLong(ran, usual)).toBe(false);
});

test('titles that have become slower come with both medians, the worst first', () => {
  const range = { from: now - day, to: now };
  const before = { from: now - 2 * day, to: now - day };
  const few = runsThenAndLately('Few', [minute, hour]).slice(0, 9);
  const finished = [
    ...runsThenAndLately('Same', [minute, minute]),
    ...runsThenAndLately('Slower', [minute, 2 * minute]),
    ...runsThenAndLately('Slowest', [minute, 3 * minute]),
    ...runsThenAndLately('Faster', [minute, minute / 2]),
    ...few,
  ];
  expect(slowdowns(runsByTitle(finished), { range, before })).toEqual([
    { title: 'Slowest', medianMs: 3 * minute, beforeMs: minute },
    { title: 'Slower', medianMs: 2 * minute, beforeMs: minute },
  ]);
});

function summed(finished: Parameters<typeof runsByTitle>[0], places = 200) {
  const range = { from: now - 2 * day, to: now };
  const [{ title, runs } = { title: '', runs: [] }] = runsByTitle(finished);
  return durations(runs, { title, range, axis: range, places });
}

/** By weighing the neighbours, in whole hundredths: independent of `percentile`. */
function shareOf(ascending: readonly number[], hundredths: number): number {
  const at = (ascending.length - 1) * hundredths;
  const [below, rest] = [Math.trunc(at / 100), at % 100];
  const [low = 0, high = low] = ascending.slice(below, below + 2);
  return (low * (100 - rest) + high * rest) / 100;
}

/** Five runs before the last day, and five in it. */
function runsThenAndLately(title: string, [then, lately]: [number, number]) {
  return Array.from({ length: 10 }, (_, nth) => ({
    ...run(nth, nth < 5 ? hour + nth : day + hour + nth, nth < 5 ? lately : then),
    title,
  }));
}
