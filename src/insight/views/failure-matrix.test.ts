import { describe, expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';

import { runsByTitle } from '../finished-runs.ts';
import { rowsOf } from '../rows-filter.ts';
import { isBad } from '../status/statuses.ts';
import { anyHistory, anyKnownFrom } from '../testing/history.ts';
import { at, day, hour, job, now } from '../testing/jobs.ts';
import {
  failureChange,
  failureMatrix,
  failuresBehind,
  sortFailures,
  windowIds,
} from './failure-matrix.ts';

const everything = -Infinity;

function failed(id: number, agoMs: number, title = 'Nightly export') {
  return job({ id, title, status: 'TIMEOUT', end: at(-agoMs) });
}

describe('a count of failures', () => {
  test.prop([anyHistory])('is that of the rows behind it, for each title and in all', (jobs) => {
    const { rows, totals } = failureMatrix(runsByTitle(jobs), { now, knownFrom: everything });
    for (const id of windowIds) {
      for (const { title, cells } of [{ title: undefined, cells: totals }, ...rows]) {
        const lately = rowsOf(jobs, failuresBehind(title, { now, id, period: 'lately' }));
        const before = rowsOf(jobs, failuresBehind(title, { now, id, period: 'before' }));
        expect(cells[id].failed).toBe(lately.length);
        expect(cells[id].before).toBe(before.length);
        expect([...lately, ...before].every(({ status }) => isBad(status))).toBe(true);
      }
      expect(rows.reduce((sum, { cells }) => sum + cells[id].failed, 0)).toBe(totals[id].failed);
    }
  });

  test.prop([anyHistory])('leaves no title out that failed within two weeks', (jobs) => {
    const { rows } = failureMatrix(runsByTitle(jobs), { now, knownFrom: everything });
    const { failed: lately, before = 0 } = failureMatrix(runsByTitle(jobs), {
      now,
      knownFrom: everything,
    }).totals['7d'];
    const listed = new Set(rows.map(({ title }) => title));
    const behind = (['lately', 'before'] as const).flatMap((period) =>
      rowsOf(jobs, failuresBehind(undefined, { now, id: '7d', period })),
    );
    expect(behind).toHaveLength(lately + before);
    expect(listed).toEqual(new Set(behind.map(({ title }) => title)));
  });

  test('reaches back to the first moment of its window, and not before', () => {
    const jobs = [
      failed(1, hour),
      failed(2, hour + 1),
      failed(3, 2 * hour),
      failed(4, 2 * hour + 1),
    ];
    const { totals } = failureMatrix(runsByTitle(jobs), { now, knownFrom: everything });
    expect(totals['1h']).toEqual({ failed: 1, before: 2, partial: false });
  });

  test('includes what failed in the minute that has begun', () => {
    const { totals } = failureMatrix(runsByTitle([failed(1, -30_000)]), {
      now,
      knownFrom: everything,
    });
    expect(totals['1h'].failed).toBe(1);
  });
});

describe('what has not been read', () => {
  test.prop([anyHistory, anyKnownFrom])('never counts as zero', (jobs, knownFrom) => {
    const { totals } = failureMatrix(runsByTitle(jobs), { now, knownFrom });
    for (const [id, ms] of [
      ['1h', hour],
      ['7d', 7 * day],
    ] as const) {
      expect(totals[id].partial).toBe(knownFrom > now - ms);
      expect(totals[id].before === undefined).toBe(knownFrom > now - 2 * ms);
      if (totals[id].before === undefined) expect(failureChange(totals[id])).toBeUndefined();
    }
  });
});

describe('the order of titles', () => {
  const jobs = [
    ...[1, 2, 3].map((id) => failed(id, 2 * day, 'Was bad')),
    ...[4, 5].map((id) => failed(id, hour / 2, 'Got worse')),
    failed(6, hour / 2, 'As before'),
    failed(7, 30 * hour, 'As before'),
  ];
  const { rows } = failureMatrix(runsByTitle(jobs), { now, knownFrom: everything });
  const titles = (sorted: typeof rows) => sorted.map(({ title }) => title);

  test('is by failures in the chosen window', () => {
    expect(titles(sortFailures(rows, { by: 'failed', window: '7d' }))).toEqual([
      'Was bad',
      'Got worse',
      'As before',
    ]);
  });

  test('or by how many more there are than in the window before', () => {
    expect(titles(sortFailures(rows, { by: 'change', window: '24h' }))).toEqual([
      'Got worse',
      'As before',
      'Was bad',
    ]);
  });

  test.prop([anyHistory, fc.constantFrom(...windowIds)])(
    'keeps all of them, the most failures first',
    (any, window) => {
      const all = failureMatrix(runsByTitle(any), { now, knownFrom: everything }).rows;
      const sorted = sortFailures(all, { by: 'failed', window });
      expect(new Set(sorted)).toEqual(new Set(all));
      const counts = sorted.map(({ cells }) => cells[window].failed);
      expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    },
  );
});
