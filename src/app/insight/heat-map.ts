/** When in the week jobs finish: how many, how many of them failed, and how long they took. */
import { localTime, momentOf } from '#contract/zone.ts';

import { weekdayOf } from './buckets.ts';
import { type Run, runsWithin, type TitleRuns } from './finished-runs.ts';
import type { RowsFilter } from './rows-filter.ts';
import { hoursOf, type Span } from './throughput.ts';
import { enoughRuns, percentile } from './usual.ts';

export type HeatCell = {
  /** 0 is Monday. */
  weekday: number;
  hour: number;
  count: number;
  failed: number;
  /** Ended well or badly: what the failed share is out of. */
  counted: number;
  /** Of the runs with both ends, however they ended; undefined where they are fewer than five. */
  medianMs: number | undefined;
  timed: number;
  /** How many hours of the range it stands for: two Mondays have two hours from 03:00 to 04:00. */
  hours: number;
  /** How many of these began before all that finished was known. */
  partialHours: number;
  rows: RowsFilter;
  failedRows: RowsFilter;
};

type Asked = { range: Span; axis: Span; zone: string; now: number; knownFrom: number };

const hourMs = 3_600_000;
const cellCount = 7 * 24;

/** Seven days of 24 cells each, from Monday at midnight. */
export function heatMap(titles: readonly TitleRuns[], asked: Asked): readonly HeatCell[] {
  const { range, zone } = asked;
  const runsOf: Run[][] = Array.from({ length: cellCount }, () => []);
  const moments: number[] = [];
  for (const { runs } of titles) {
    for (const run of runsWithin(runs, range)) {
      runsOf[cellOf(localTime(run.overMs, zone))]?.push(run);
      moments.push(run.overMs);
    }
  }
  const ordered = Float64Array.from(moments).toSorted();
  const hours = hoursByCell(asked);
  return runsOf.map((runs, at) => {
    const { count = 0, partial = 0 } = hours[at] ?? {};
    const failed = runs.filter(({ outcome }) => outcome === 'badly');
    const spans = Float64Array.from(runs.flatMap(({ ranMs }) => ranMs ?? [])).toSorted();
    const rows = rowsOfCell(runs, { range, zone, ordered });
    return {
      weekday: Math.floor(at / 24),
      hour: at % 24,
      count: runs.length,
      failed: failed.length,
      counted: failed.length + runs.filter(({ outcome }) => outcome === 'well').length,
      medianMs: spans.length < enoughRuns ? undefined : percentile(spans, 0.5),
      timed: spans.length,
      hours: count,
      partialHours: partial,
      rows,
      failedRows:
        rows.ids === undefined
          ? { ...rows, statuses: [...new Set(failed.map(({ job }) => job.status))] }
          : { ids: failed.map(({ job }) => job.id) },
    };
  });
}

function cellOf(local: number): number {
  return weekdayOf(local) * 24 + (((Math.floor(local / hourMs) % 24) + 24) % 24);
}

/** How many hours of the range each cell stands for, up to now: what lies ahead is no zero. */
function hoursByCell({ range, axis, zone, now, knownFrom }: Asked) {
  const cells = Array.from({ length: cellCount }, () => ({ count: 0, partial: 0 }));
  const from = Math.max(range.from, axis.from);
  for (const hour of hoursOf({ from, to: Math.min(range.to, axis.to, now) }, zone)) {
    const cell = cells[cellOf(localTime(hour.from, zone))];
    if (cell === undefined) continue;
    cell.count += 1;
    if (Math.max(hour.from, from) < knownFrom) cell.partial += 1;
  }
  return cells;
}

/**
 * By the hour where the cell stands for a single one, which is all of its rows and no others; by
 * ids where it gathers those of several weeks.
 */
function rowsOfCell(
  runs: readonly Run[],
  { range, zone, ordered }: { range: Span; zone: string; ordered: Float64Array },
): RowsFilter {
  const [run] = runs;
  const ids = { ids: runs.map(({ job }) => job.id) };
  if (run === undefined) return ids;
  const local = Math.floor(localTime(run.overMs, zone) / hourMs) * hourMs;
  const from = Math.max(range.from, momentOf(local, zone));
  const to = Math.min(range.to, momentOf(local + hourMs, zone));
  const isAll =
    runs.every(({ overMs }) => from <= overMs && overMs < to) &&
    countBelow(ordered, to) - countBelow(ordered, from) === runs.length;
  return isAll ? { from, to } : ids;
}

/** How many of an ascending list are below a value. */
function countBelow(ascending: Float64Array, value: number): number {
  let [first, end] = [0, ascending.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    if ((ascending[middle] ?? 0) < value) first = middle + 1;
    else end = middle;
  }
  return first;
}
