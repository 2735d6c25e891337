import { runsWithin, type TitleRuns } from '../finished-runs.ts';
import type { RowsFilter } from '../rows-filter.ts';
import { lookOf, outcomeOf } from '../status/statuses.ts';
import { type Outcome, placeOf, type Span } from '../throughput.ts';
/** How many jobs finished in each hour, day, week or month, by the status that Vault gave them. */
import { bucketsOf, type Unit } from './buckets.ts';

export type StatusCount = { status: string; outcome: Outcome; count: number };

/** A bucket on the clocks of the zone, whole even where the range is not. */
export type StatusBucket = Span & {
  /** In the order of the statuses of the whole. */
  counts: readonly number[];
  total: number;
  /** What of it lies within the range. */
  within: Span;
  /** It ends later than now, or than the range: more may still come. */
  unfinished: boolean;
  /** The range begins within it. */
  cutOff: boolean;
  /** Not all that finished in it need be known. */
  partial: boolean;
};

export type StatusThroughput = {
  unit: Unit;
  /** Those that occur: failures first, which stand on the axis, where they are compared best. */
  statuses: readonly StatusCount[];
  buckets: readonly StatusBucket[];
  total: number;
};

type Asked = {
  /** What is counted. */
  range: Span;
  /** Which stretch is divided into buckets, finite; more where runs of the range lie outside of it. */
  axis: Span;
  unit: Unit;
  zone: string;
  now: number;
  knownFrom: number;
};

const stack: readonly Outcome[] = ['badly', 'unknown', 'otherwise', 'well'];

export function throughputByStatus(titles: readonly TitleRuns[], asked: Asked): StatusThroughput {
  const { range, axis, unit, zone, now, knownFrom } = asked;
  const within = titles.map(({ runs }) => runsWithin(runs, range));
  const spans = bucketsOf(drawnSpan(within, { range, axis, now }), unit, zone);
  const places = new Map<string, number>();
  const counts: Uint32Array[] = [];
  for (const runs of within) {
    for (const { job, overMs } of runs) {
      let place = places.get(job.status);
      if (place === undefined) {
        place = counts.length;
        places.set(job.status, place);
        counts.push(new Uint32Array(spans.length));
      }
      const row = counts[place];
      const at = placeOf(overMs, spans);
      if (row !== undefined) row[at] = (row[at] ?? 0) + 1;
    }
  }
  const statuses = [...places]
    .map(([status, place]) => ({
      status,
      outcome: outcomeOf(status) ?? ('unknown' as const),
      row: counts[place] ?? new Uint32Array(),
    }))
    .map((entry) => ({ ...entry, count: entry.row.reduce((sum, count) => sum + count, 0) }))
    .toSorted(inStack);
  const buckets = spans.map((span, at) => {
    const own = statuses.map(({ row }) => row[at] ?? 0);
    return {
      ...span,
      counts: own,
      total: own.reduce((sum, count) => sum + count, 0),
      within: { from: Math.max(span.from, range.from), to: Math.min(span.to, range.to) },
      unfinished: span.to > Math.min(range.to, now),
      cutOff: span.from < range.from,
      partial: Math.max(span.from, range.from) < knownFrom,
    };
  });
  return {
    unit,
    statuses: statuses.map(({ status, outcome, count }) => ({ status, outcome, count })),
    buckets,
    total: statuses.reduce((sum, { count }) => sum + count, 0),
  };
}

/** The axis up to now, as what lies ahead is no zero, and as much more as the runs need. */
function drawnSpan(
  within: readonly (readonly { overMs: number }[])[],
  { range, axis, now }: Pick<Asked, 'range' | 'axis' | 'now'>,
): Span {
  const from = Math.max(axis.from, range.from);
  const span = { from, to: Math.max(from, Math.min(axis.to, range.to, now)) };
  for (const runs of within) {
    const [first, last] = [runs[0]?.overMs ?? Infinity, runs.at(-1)?.overMs ?? -Infinity];
    span.from = Math.min(span.from, first);
    span.to = Math.max(span.to, last + 1);
  }
  return span;
}

function inStack(a: StatusCount, b: StatusCount): number {
  const order = stack.indexOf(a.outcome) - stack.indexOf(b.outcome);
  if (order !== 0) return order;
  return b.count - a.count || (lookOf(a.status).word < lookOf(b.status).word ? -1 : 1);
}

/** The rows that a part of a bar stands for: one status within one bucket. */
export function rowsOfPart({ within }: StatusBucket, status: string): RowsFilter {
  return { statuses: [status], ...within };
}
