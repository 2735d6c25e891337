import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { runsByTitle } from '../finished-runs.ts';
import { overAt, ranMs } from '../job-times.ts';
import { rowsOf, within } from '../rows-filter.ts';
import { phaseOf } from '../status/statuses.ts';
import { anyHistory, anyKnownFrom, anyRange } from '../testing/history.ts';
import { at, day, hour, job, minute, now } from '../testing/jobs.ts';
import { sortTitles, titleSorts } from './sort-titles.ts';
import { medianChange, rateChange, rowsBehind, stateOf, sumsOf, titleRows } from './titles.ts';

const everything = { from: -Infinity, to: Infinity };
const complete = -Infinity;

type Known = Partial<Parameters<typeof titleRows>[1]>;

function rowsFor(jobs: ReturnType<typeof job>[], known: Known = {}) {
  return titleRows(runsByTitle(jobs), {
    range: everything,
    before: undefined,
    knownFrom: complete,
    monitors: [],
    now,
    ...known,
  });
}

/** A run of a minute. */
function ended(id: number, agoMs: number, { status = 'SUCCESS', title = 'Nightly export' } = {}) {
  return job({ id, title, status, start: at(-agoMs - minute), end: at(-agoMs) });
}

const bad = { status: 'TIMEOUT' };

function took(id: number, agoMs: number, ms: number) {
  return job({ id, status: 'SUCCESS', start: at(-agoMs - ms), end: at(-agoMs) });
}

function state(jobs: ReturnType<typeof job>[], knownFrom = complete) {
  return stateOf(runsByTitle(jobs)[0]?.runs ?? [], { knownFrom, now });
}

describe('a count of a title', () => {
  test.prop([anyHistory, anyRange])('is that of the rows behind it', (jobs, range) => {
    const rows = rowsFor(jobs, { range });
    for (const row of rows) {
      const { counts, runs } = row.inRange;
      const behind = (which: 'all' | 'decided' | 'badly') =>
        rowsOf(jobs, rowsBehind(row, range, which));
      expect(runs).toBe(behind('all').length);
      if (counts.well + counts.badly > 0)
        expect(counts.well + counts.badly).toBe(behind('decided').length);
      if (counts.badly > 0) expect(counts.badly).toBe(behind('badly').length);
      expect(behind('badly').every(({ title }) => title === row.title)).toBe(true);
    }
    const all = rows.reduce((sum, { inRange }) => sum + inRange.runs, 0);
    const dated = jobs.filter((one) => overAt(one) !== undefined);
    expect(all).toBe(rowsOf(dated, within(range)).length);
  });
});

/** By its definition: at this share of the way from the least to the most, between two values. */
function percentileOf(values: number[], share: number): number {
  const place = share * (values.length - 1);
  return values
    .toSorted((a, b) => a - b)
    .reduce((sum, value, at) => sum + value * Math.max(0, 1 - Math.abs(at - place)), 0);
}

describe('how long runs took', () => {
  test.prop([anyHistory])('agrees with an independent computation', (jobs) => {
    for (const { title, inRange } of rowsFor(jobs)) {
      const took = jobs
        .filter((one) => one.title === title && phaseOf(one.status) === 'well')
        .flatMap((one) => ranMs(one) ?? []);
      expect(inRange.ran.runs).toBe(took.length);
      if (took.length < 5) {
        expect(inRange.ran).toMatchObject({ p50Ms: undefined, p95Ms: undefined });
      } else {
        expect(inRange.ran.p50Ms).toBeCloseTo(percentileOf(took, 0.5), 3);
        expect(inRange.ran.p95Ms).toBeCloseTo(percentileOf(took, 0.95), 3);
      }
    }
  });

  test('is not said of fewer than five successful runs', () => {
    const jobs = [1, 2, 3, 4].map((id) => ended(id, id * hour));
    const { ran } = sumsOf(runsByTitle([...jobs, ended(5, 5 * hour, bad)])[0]?.runs ?? []);
    expect(ran).toEqual({ runs: 4, p50Ms: undefined, p95Ms: undefined });
  });
});

describe('the change against the period before', () => {
  const jobs = [
    ...[1, 2, 3, 4, 5].map((id) => ended(id, day + id * hour)),
    ...[1, 2, 3].map((id) => ended(10 + id, id * hour)),
    ...[4, 5, 6].map((id) => ended(10 + id, id * hour, bad)),
  ];
  const range = { from: now - day, to: Infinity };
  const before = { from: now - 2 * day, to: now - day };
  const changes = (known: Known) => rowsFor(jobs, { range, ...known }).map(rateChange);

  test('is that of the success rate, in points', () => {
    expect(changes({ before })).toEqual([-0.5]);
  });

  test('is not said where a part of that period has not been read', () => {
    expect(changes({ before, knownFrom: before.from })).toEqual([-0.5]);
    expect(changes({ before, knownFrom: before.from + 1 })).toEqual([undefined]);
    expect(changes({ before, knownFrom: Infinity })).toEqual([undefined]);
  });

  test('is not said where periods are not compared, or one has no result', () => {
    expect(changes({ before: undefined })).toEqual([undefined]);
    expect(changes({ before: { from: now - 9 * day, to: now - 8 * day } })).toEqual([undefined]);
  });

  test('is not said where one has fewer than five runs with a result', () => {
    const few = jobs.filter(({ id }) => id !== '1');
    expect(rowsFor(few, { range, before }).map(rateChange)).toEqual([undefined]);
    const fewer = jobs.filter(({ id }) => Number(id) < 15);
    expect(rowsFor(fewer, { range, before }).map(rateChange)).toEqual([undefined]);
  });

  test('of the median needs five successful runs in both periods', () => {
    const runs = [1, 2, 3, 4, 5].flatMap((id) => [
      took(id, id * hour, 3 * minute),
      took(id + 10, day + id * hour, 2 * minute),
    ]);
    expect(rowsFor(runs, { range, before }).map(medianChange)).toEqual([0.5]);
    expect(rowsFor(runs.slice(0, -1), { range, before }).map(medianChange)).toEqual([undefined]);
  });
});

describe('the state of a title', () => {
  test('is failing since the first failure after the last success', () => {
    const jobs = [ended(1, 5 * hour), ended(2, 4 * hour, bad), ended(3, hour, bad)];
    expect(state(jobs)).toMatchObject({
      kind: 'failing',
      sinceMs: now - 4 * hour,
      streak: 2,
      since: 'exact',
    });
  });

  test('is failed once the last failure is a day old', () => {
    expect(state([ended(1, day - 1, bad)]).kind).toBe('failing');
    expect(state([ended(1, day, bad)]).kind).toBe('failed');
  });

  test('is not changed by a run that was cancelled, or whose status nobody knows', () => {
    const jobs = [ended(1, 3 * hour, bad), ended(2, 2 * hour, { status: 'CANCELLED' })];
    expect(state([...jobs, ended(3, hour, { status: 'PAUSED' })])).toMatchObject({
      kind: 'failing',
      sinceMs: now - 3 * hour,
      streak: 1,
      last: { job: { id: '3' } },
    });
    expect(state([ended(1, hour, { status: 'PAUSED' })]).kind).toBe('undecided');
  });

  test('may have begun earlier than what has been read', () => {
    const jobs = [ended(1, 9 * hour), ended(2, 4 * hour, bad), ended(3, hour, bad)];
    expect(state(jobs, now - 9 * hour)).toMatchObject({ since: 'exact' });
    expect(state(jobs, now - 8 * hour)).toMatchObject({ since: 'earlier', streak: 2 });
    expect(state(jobs, now - 2 * hour)).toMatchObject({
      since: 'earlier',
      sinceMs: now - hour,
      streak: 1,
    });
    expect(state(jobs, Infinity)).toMatchObject({ since: 'within' });
  });

  test.prop([anyHistory, anyKnownFrom])('is that of its newest results', (jobs, knownFrom) => {
    for (const { runs } of runsByTitle(jobs)) {
      const found = stateOf(runs, { knownFrom, now });
      if (found.kind === 'no-runs' || found.kind === 'undecided') continue;
      const since = runs.filter(({ overMs }) => overMs >= found.sinceMs);
      const wanted = found.kind === 'well' ? 'badly' : 'well';
      const sameMoment = runs.filter(({ overMs }) => overMs === found.sinceMs).length > 1;
      if (!sameMoment) expect(since.some(({ outcome }) => outcome === wanted)).toBe(false);
      if (found.since === 'exact' && knownFrom > -Infinity)
        expect(runs.some((run) => run.outcome === wanted && run.overMs >= knownFrom)).toBe(true);
    }
  });
});

describe('the titles', () => {
  const planned = job({ id: 90, title: 'Planned only', status: 'SCHEDULED', start: at(hour) });

  test('are those that ran within the range, and those that are planned or run', () => {
    const jobs = [ended(1, hour), ended(2, 9 * day, { title: 'Long ago' })];
    const rows = rowsFor(jobs, { range: { from: now - day, to: now }, monitors: [planned] });
    expect(rows.map(({ title }) => title)).toEqual(['Nightly export', 'Planned only']);
    expect(rows[1]).toMatchObject({ state: { kind: 'no-runs' }, next: planned });
  });

  test('say the soonest planned run, and whether that is overdue', () => {
    const overdue = job({ id: 91, status: 'SCHEDULED', start: at(-10 * minute) });
    const later = job({ id: 92, status: 'SCHEDULED', start: at(hour) });
    const [row] = rowsFor([ended(1, hour)], { monitors: [later, overdue] });
    expect(row).toMatchObject({ next: overdue, isOverdue: true });
  });

  test('come first if they need attention: failing, overdue, failed, failed at times', () => {
    const jobs = [
      ended(1, hour, { title: 'Well' }),
      ended(2, 2 * hour, { ...bad, title: 'At times' }),
      ended(3, hour, { title: 'At times' }),
      ended(4, 3 * day, { ...bad, title: 'Failed' }),
      ended(5, 5 * hour, { ...bad, title: 'Failing' }),
      ended(6, hour, { ...bad, title: 'Just failing' }),
      ended(7, hour, { title: 'Overdue' }),
    ];
    const monitors = [job({ id: 90, title: 'Overdue', status: 'SCHEDULED', start: at(-hour) })];
    const sorted = sortTitles(rowsFor(jobs, { monitors }), 'attention');
    expect(sorted.map(({ title }) => title)).toEqual([
      'Just failing',
      'Failing',
      'Overdue',
      'Failed',
      'At times',
      'Well',
    ]);
  });

  test.prop([anyHistory, fc.constantFrom(...titleSorts), fc.boolean()])(
    'are all kept when sorted, those without a value last either way',
    (jobs, by, isDown) => {
      const rows = rowsFor(jobs, { monitors: [planned] });
      const sorted = sortTitles(rows, isDown ? `-${by}` : by);
      expect(new Set(sorted)).toEqual(new Set(rows));
      if (by === 'median') {
        const values = sorted.map(({ inRange }) => inRange.ran.p50Ms);
        const known = values.filter((value) => value !== undefined);
        expect(values.slice(0, known.length)).toEqual(
          known.toSorted((a, b) => (isDown ? b - a : a - b)),
        );
      }
    },
  );
});
