/** What a set of finished jobs comes to. */
import { phaseOf } from './status/statuses.ts';
import { percentile } from './usual.ts';

export type Summary = {
  rows: number;
  well: number;
  badly: number;
  /** Ended well out of all that ended well or badly, 0 to 1; undefined where there is neither. */
  successRate: number | undefined;
  /** Of all runs with both ends, however they ended. */
  medianMs: number | undefined;
  p95Ms: number | undefined;
  timed: number;
};

/** Of jobs by how many have each status, and how long those ran of which that is known. */
export type Outcomes = {
  rows: number;
  statuses: Iterable<readonly [status: string, count: number]>;
  /** Milliseconds; in any order, and in order afterwards. */
  spans: Float64Array;
};

export function summary({ rows, statuses, spans }: Outcomes): Summary {
  let [well, badly] = [0, 0];
  for (const [status, count] of statuses) {
    const phase = phaseOf(status);
    if (phase === 'well') well += count;
    if (phase === 'badly') badly += count;
  }
  const timed = spans.length;
  spans.sort();
  return {
    rows,
    well,
    badly,
    successRate: successRate({ well, badly }),
    medianMs: timed === 0 ? undefined : percentile(spans, 0.5),
    p95Ms: timed === 0 ? undefined : percentile(spans, 0.95),
    timed,
  };
}

/** Ended well out of all that ended well or badly, 0 to 1; undefined where there is neither. */
export function successRate({ well, badly }: { well: number; badly: number }): number | undefined {
  return well + badly === 0 ? undefined : well / (well + badly);
}
