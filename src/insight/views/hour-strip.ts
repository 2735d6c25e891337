/** The last 24 hours as they went, and the next 6 as they are planned: a shift at a glance. */
import type { Job } from '#contract/jobs.ts';

import { runsByTitle } from '../finished-runs.ts';
import type { RowsFilter } from '../rows-filter.ts';
import { type Counts, hoursOf, type Span } from '../throughput.ts';
import { forecast } from './forecast.ts';
import { throughputByStatus } from './throughput-by-status.ts';

/** Of the hour that contains now, what has passed and what lies ahead are two of them. */
export type PastHour = Span & {
  kind: 'past';
  counts: Counts;
  total: number;
  rows: RowsFilter;
  /** Not all that finished in it need be known. */
  partial: boolean;
  /** It is not over yet, or the 24 hours begin within it. */
  isPart: boolean;
};

export type HourAhead = Span & {
  kind: 'ahead';
  /** Starts that Vault has planned, and those that past runs make likely. */
  planned: number;
  likely: number;
};

export type HourStrip = { past: readonly PastHour[]; ahead: readonly HourAhead[] };

const hourMs = 3_600_000;

type Asked = {
  finished: readonly Job[];
  /** Scheduled, queued and running jobs. */
  monitors: readonly Job[];
  now: number;
  zone: string;
  /** From when on all that finished is known, in milliseconds since 1970. */
  knownFrom: number;
};

export function hourStrip({ finished, monitors, now, zone, knownFrom }: Asked): HourStrip {
  const titles = runsByTitle(finished);
  const range = { from: now - 24 * hourMs, to: now };
  const asked = { range, axis: range, unit: 'hour' as const, zone, now, knownFrom };
  const { buckets, statuses } = throughputByStatus(titles, asked);
  const past = buckets.map((bucket): PastHour => {
    const counts: Counts = { well: 0, badly: 0, otherwise: 0, unknown: 0 };
    for (const [at, { outcome }] of statuses.entries()) counts[outcome] += bucket.counts[at] ?? 0;
    const { within, total, partial, unfinished, cutOff } = bucket;
    return {
      kind: 'past',
      ...within,
      counts,
      total,
      rows: within,
      partial,
      isPart: unfinished || cutOff,
    };
  });
  const { runs } = forecast(monitors, { titles, now, zone });
  const ahead = hoursOf({ from: now, to: now + 6 * hourMs }, zone).map((hour): HourAhead => {
    const span = { from: Math.max(now, hour.from), to: hour.to };
    const own = runs.filter(({ startMs }) => startMs >= span.from && startMs < span.to);
    const countOf = (kind: string) => own.filter((run) => run.kind === kind).length;
    return { kind: 'ahead', ...span, planned: countOf('planned'), likely: countOf('likely') };
  });
  return { past, ahead };
}
