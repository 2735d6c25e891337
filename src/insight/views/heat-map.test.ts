import { expect } from 'vitest';

import { instant } from '#contract/instant.ts';
import { test } from '#contract/testing/property-test.ts';

import { runsByTitle } from '../finished-runs.ts';
import { overAt, ranMs } from '../job-times.ts';
import { rowsOf } from '../rows-filter.ts';
import { isBad, phaseOf } from '../status/statuses.ts';
import { type Archive, archives } from '../testing/archives.ts';
import { day, job } from '../testing/jobs.ts';
import { enoughRuns } from '../usual.ts';
import { heatMap } from './heat-map.ts';

test.prop([archives])('each cell counts the rows behind its links', (archive) => {
  const { finished, range } = archive;
  const cells = cellsOf(archive);
  for (const cell of cells) {
    const rows = rowsOf(finished, cell.rows);
    expect(cell.count).toBe(rows.length);
    expect(cell.failed).toBe(rowsOf(finished, cell.failedRows).length);
    expect(cell.failed).toBe(rows.filter(({ status }) => isBad(status)).length);
    const counted = rows.filter(({ status }) => ['well', 'badly'].includes(phaseOf(status)));
    expect(cell.counted).toBe(counted.length);
  }
  const all = rowsOf(finished, range);
  expect(cells.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
});

test.prop([archives])('each row is in the cell that the clocks of its zone show', (archive) => {
  const { finished, zone } = archive;
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  });
  const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  for (const { weekday, hour, rows } of cellsOf(archive)) {
    const name = `${names[weekday]}, ${String(hour).padStart(2, '0')}`;
    for (const row of rowsOf(finished, rows)) {
      expect(format.format(Date.parse(overAt(row) ?? ''))).toBe(name);
    }
  }
});

test.prop([archives])('medians agree with the middle of the sorted durations', (archive) => {
  for (const { rows, medianMs, timed } of cellsOf(archive)) {
    const spans = rowsOf(archive.finished, rows)
      .flatMap((job) => ranMs(job) ?? [])
      .toSorted((a, b) => a - b);
    expect(timed).toBe(spans.length);
    expect(medianMs).toBe(spans.length < enoughRuns ? undefined : middleOf(spans));
  }
});

test.prop([archives])('all hours of the range are in one cell each, known or not', (archive) => {
  const cells = cellsOf({ ...archive, knownFrom: Infinity });
  expect(cells.every(({ hours, partialHours }) => hours === partialHours)).toBe(true);
  const known = cellsOf({ ...archive, knownFrom: -Infinity });
  expect(known.every(({ partialHours }) => partialHours === 0)).toBe(true);
});

test('both hours that clocks show twice are one cell', () => {
  const [first, second] = [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)];
  const finished = [first, second].map((at, id) =>
    job({ id, status: 'SUCCESS', end: instant(at) }),
  );
  const cell = cellsOf({ ...week(first), finished }).find(({ count }) => count > 0);
  expect(cell).toMatchObject({ weekday: 6, hour: 2, count: 2, hours: 2 });
  expect(rowsOf(finished, cell?.rows ?? {})).toHaveLength(2);
});

test('what lies ahead is in no cell', () => {
  const at = Date.UTC(2026, 10, 24, 10);
  const cells = cellsOf({ ...week(at), now: at });
  expect(cells.reduce((sum, { hours }) => sum + hours, 0)).toBe(3 * 24);
});

function week(at: number): Archive {
  const from = at - 3 * day;
  return {
    finished: [],
    range: { from, to: from + 7 * day },
    zone: 'Europe/Berlin',
    knownFrom: -Infinity,
    now: from + 9 * day,
  };
}

function cellsOf(archive: Archive) {
  return heatMap(runsByTitle(archive.finished), { ...archive, axis: archive.range });
}

function middleOf(ascending: readonly number[]): number {
  const middle = (ascending.length - 1) / 2;
  return ((ascending[Math.floor(middle)] ?? 0) + (ascending[Math.ceil(middle)] ?? 0)) / 2;
}
