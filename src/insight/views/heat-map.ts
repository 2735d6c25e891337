/** When in the week jobs finish: how many, how many of them failed, and how long they took. */
import { type Run, runsWithin, type TitleRuns } from '../finished-runs.ts';
import { type RowsFilter, within } from '../rows-filter.ts';
import { hoursOf, type Span } from '../throughput.ts';
import { enoughRuns, percentile } from '../usual.ts';
import { weekHourAt } from '../week-hour.ts';

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

const cellCount = 7 * 24;

/** Seven days of 24 cells each, from Monday at midnight. */
export function heatMap(titles: readonly TitleRuns[], asked: Asked): readonly HeatCell[] {
  const { range, zone } = asked;
  const runsOf: Run[][] = Array.from({ length: cellCount }, () => []);
  for (const { runs } of titles) {
    for (const run of runsWithin(runs, range)) {
      runsOf[weekHourAt(run.overMs, zone)]?.push(run);
    }
  }
  const hours = hoursByCell(asked);
  return runsOf.map((runs, at) => {
    const { count = 0, partial = 0 } = hours[at] ?? {};
    const failed = runs.filter(({ outcome }) => outcome === 'badly');
    const spans = Float64Array.from(runs.flatMap(({ ranMs }) => ranMs ?? [])).toSorted();
    const [weekday, hour] = [Math.floor(at / 24), at % 24];
    const rows = { weekHour: { weekday, hour, zone }, ...within(range) };
    return {
      weekday,
      hour,
      count: runs.length,
      failed: failed.length,
      counted: failed.length + runs.filter(({ outcome }) => outcome === 'well').length,
      medianMs: spans.length < enoughRuns ? undefined : percentile(spans, 0.5),
      timed: spans.length,
      hours: count,
      partialHours: partial,
      rows,
      failedRows: { ...rows, statuses: [...new Set(failed.map(({ job }) => job.status))] },
    };
  });
}

/** How many hours of the range each cell stands for, up to now: what lies ahead is no zero. */
function hoursByCell({ range, axis, zone, now, knownFrom }: Asked) {
  const cells = Array.from({ length: cellCount }, () => ({ count: 0, partial: 0 }));
  const from = Math.max(range.from, axis.from);
  for (const hour of hoursOf({ from, to: Math.min(range.to, axis.to, now) }, zone)) {
    const cell = cells[weekHourAt(hour.from, zone)];
    if (cell === undefined) continue;
    cell.count += 1;
    if (Math.max(hour.from, from) < knownFrom) cell.partial += 1;
  }
  return cells;
}
