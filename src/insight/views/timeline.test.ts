import { describe, expect } from 'vitest';

import type { Job } from '#contract/jobs.ts';
import { knownStatuses } from '#contract/status.ts';
import { fc, test } from '#contract/testing/property-test.ts';

import { runsByTitle } from '../finished-runs.ts';
import { rowsOf } from '../rows-filter.ts';
import { at, day, hour, job, minute, now, run } from '../testing/jobs.ts';
import { liveMarks } from './live-marks.ts';
import { marksOf, prepareTimeline, timeline, type TimelineMark } from './timeline.ts';

const second = 1_000;
const axis = { from: now - 12 * hour, to: now + 4 * hour };
const pxPerMs = 800 / (axis.to - axis.from);
const asked = { axis, pxPerMs, now, monitors: [] };

type Known = { axis?: typeof axis; pxPerMs?: number; monitors?: Job[] };

function drawn(finished: readonly Job[], known: Known = {}) {
  const scale = { ...asked, ...known };
  return timeline(runsByTitle(finished), scale).map((row) => ({
    title: row.title,
    marks: marksOf(row, scale),
  }));
}

/** Many start at once, and some claim to have ended after now. */
const jobs = fc
  .array(
    fc.record({
      title: fc.constantFrom('', 'Export', 'Export', 'Export', 'constructor'),
      status: fc.constantFrom(...knownStatuses, 'SUCCESS', '', 'PAUSED'),
      start: fc.option(fc.integer({ min: -150, max: 6 }), { nil: undefined }),
      took: fc.constantFrom(undefined, 0, second, minute, 20 * minute, 3 * hour),
    }),
    { maxLength: 120 },
  )
  .map((rows) =>
    rows.map(({ start, took, ...row }, id) =>
      job({
        id,
        ...row,
        created: at(-2 * day),
        modified: at((start ?? -80) * 5 * minute),
        start: start === undefined ? undefined : at(start * 5 * minute),
        end: took === undefined ? undefined : at((start ?? -80) * 5 * minute + took),
      }),
    ),
  );

const lengths = fc.constantFrom(hour, 16 * hour, 30 * day);

describe('the timeline', () => {
  test.prop([jobs, lengths])(
    'has each run on the axis in one mark, and counts the rows behind its link',
    (finished, length) => {
      const axis = { from: now - length, to: now + hour };
      const rows = drawn(finished, { axis, pxPerMs: 800 / (length + hour) });
      const inMarks = rows.flatMap(({ title, marks }) =>
        marks.flatMap((mark) => {
          if (mark.kind !== 'runs' && mark.kind !== 'never-ran') return [];
          const ids = mark.runs.map(({ job }) => job.id);
          expect(new Set(mark.runs.map(({ job }) => job.title))).toEqual(new Set([title]));
          expect(sorted(rowsOf(finished, mark.rows))).toEqual(ids.toSorted());
          return ids;
        }),
      );
      const onAxis = runsByTitle(finished).flatMap(({ runs }) =>
        runs.filter(({ startMs, ranMs, overMs }) =>
          startMs === undefined
            ? overMs >= axis.from && overMs < axis.to
            : startMs < axis.to && (startMs >= axis.from || startMs + (ranMs ?? 0) > axis.from),
        ),
      );
      expect(inMarks.toSorted()).toEqual(onAxis.map(({ job }) => job.id).toSorted());
    },
  );

  test.prop([jobs, lengths])('draws no bar over another', (finished, length) => {
    const axis = { from: now - length, to: now };
    const rows = drawn(finished, { axis, pxPerMs: 800 / length });
    for (const { marks } of rows) {
      const bars = marks.filter((mark) => mark.kind === 'runs');
      for (const [at, bar] of bars.entries()) {
        expect(bar.lane).toBeLessThan(bar.lanes);
        expect(bar.lanes).toBeLessThanOrEqual(3);
        const behind = bars.slice(at + 1).find(({ lane }) => lane === bar.lane);
        // A run that Vault's clock has not reached yet is the one that may not be put into a batch.
        if (behind !== undefined && bar.to < now) {
          expect(behind.from).toBeGreaterThanOrEqual(bar.drawnTo - 1e-6);
        }
      }
    }
  });

  test('batches runs too small to draw, in the colour of the worst', () => {
    const many = Array.from({ length: 40 }, (_, id) => run(id, hour + id * 10 * second, second));
    const bad = job({ id: 99, status: 'TIMEOUT', start: at(-hour), end: at(-hour + second) });
    const [row] = drawn([...many, bad]);
    expect(row?.marks).toMatchObject([{ kind: 'runs', outcome: 'badly' }]);
    expect(countOf(row?.marks ?? [])).toBe(41);
  });

  test('never has a batch go across now', () => {
    const finished = Array.from({ length: 200 }, (_, id) =>
      job({
        id,
        status: 'SUCCESS',
        start: at((id - 100) * second),
        end: at((id - 100) * second + 500),
      }),
    );
    const [row] = drawn(finished);
    const batches = row?.marks.filter(({ from, to }) => from < now && to > now);
    expect(batches).toEqual([]);
    expect(countOf(row?.marks ?? [])).toBe(200);
  });

  test('draws a long run apart from the short ones beside it', () => {
    const long = run(1, hour, 3 * hour);
    const short = Array.from({ length: 30 }, (_, id) =>
      run(id + 2, 2 * hour + id * second, second),
    );
    const [row] = drawn([long, ...short]);
    expect(row?.marks).toMatchObject([
      { lane: 0, lanes: 2, runs: { length: 1 } },
      { lane: 1, lanes: 2, runs: { length: 30 } },
    ]);
  });

  test('draws what runs now beside a run that overlaps it, and all others at full height', () => {
    const monitors = [job({ id: 1, start: at(-2 * hour) })];
    const finished = [run(2, hour, 3 * hour), run(3, 6 * hour, hour)];
    const [row] = drawn(finished, { monitors });
    expect(row?.marks).toMatchObject([
      { kind: 'runs', lane: 0, lanes: 1 },
      { kind: 'runs', lane: 0, lanes: 2 },
      { kind: 'running', lane: 1, lanes: 2 },
    ]);
  });

  test('shows a missed run by its plan, without a duration', () => {
    const missed = job({
      id: 1,
      status: 'MISSED_SCHEDULE',
      start: at(-hour),
      modified: at(-2 * hour),
    });
    const [row] = drawn([missed]);
    expect(row?.marks).toMatchObject([{ kind: 'never-ran', from: now - hour, to: now - hour }]);
  });

  test('is prepared in steps where runs are many', () => {
    const many = Array.from({ length: 30_000 }, (_, id) => ({
      ...run(id, id * second, second),
      title: `Title ${id % 30}`,
    }));
    expect([...prepareTimeline(runsByTitle(many))].length).toBeGreaterThan(1);
  });

  test('puts what began first on top', () => {
    const rows = drawn(
      [
        { ...run(1, hour, minute), title: 'later' },
        { ...run(2, 3 * hour, minute), title: 'earlier' },
        { ...run(3, 2 * day, minute), title: 'before the axis' },
      ],
      { monitors: [job({ id: 4, title: 'planned', status: 'SCHEDULED', start: at(hour) })] },
    );
    expect(rows.map(({ title }) => title)).toEqual(['earlier', 'later', 'planned']);
  });
});

function marksAfter(past: readonly Job[], ...monitors: Job[]) {
  return [...liveMarks({ axis, now, monitors, titles: runsByTitle(past) }).values()].flat();
}

describe('what has not finished', () => {
  const finished = Array.from({ length: 6 }, (_, id) => run(id, (id + 1) * hour, 10 * minute));
  const marks = (...monitors: Job[]) => marksAfter(finished, ...monitors);

  test('is planned for as long as it usually takes', () => {
    const planned = job({ status: 'SCHEDULED', start: at(hour) });
    expect(marks(planned)).toMatchObject([
      { kind: 'planned', from: now + hour, to: now + hour + 10 * minute },
    ]);
  });

  test('has no usual duration where fewer than five runs show one', () => {
    const planned = job({ status: 'SCHEDULED', start: at(hour) });
    const [few] = marksAfter(finished.slice(0, 4), planned);
    expect(few).toMatchObject({ from: now + hour, to: now + hour });
  });

  test('runs up to now, and likely goes on until it has taken as long as usual', () => {
    const young = job({ start: at(-4 * minute) });
    expect(marks(young)).toMatchObject([{ kind: 'running', to: now, likelyTo: now + 6 * minute }]);
    const old = job({ start: at(-hour) });
    expect(marks(old)[0]).not.toHaveProperty('likelyTo');
  });

  test('has been queued since its planned time', () => {
    const queued = job({ status: 'QUEUED', start: at(-5 * minute), created: at(-day) });
    expect(marks(queued)).toMatchObject([{ kind: 'queued', from: now - 5 * minute, to: now }]);
  });

  test('does not run in the future, whatever its clock says', () => {
    expect(marks(job({ start: at(hour) }))).toMatchObject([{ from: now, to: now }]);
  });

  test('is left out where Vault gives no time, or one off the axis', () => {
    const later = job({ status: 'SCHEDULED', start: at(5 * hour) });
    expect(marks(job(), job({ status: 'SCHEDULED' }), later)).toEqual([]);
  });
});

function sorted(rows: readonly Job[]): string[] {
  return rows.map(({ id }) => id).toSorted();
}

function countOf(marks: readonly TimelineMark[]): number {
  return marks.reduce((sum, mark) => sum + ('runs' in mark ? mark.runs.length : 0), 0);
}
