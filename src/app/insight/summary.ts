/** What a set of finished jobs comes to. */
import type { Job } from '#contract/jobs.ts';

import { phaseOf } from '../status/statuses.ts';
import { ranMs } from './job-times.ts';
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

const known = new WeakMap<readonly Job[], Summary>();

/** Summed up once for each list: 20 ms for 100,000 rows, which a page that repaints would pay anew. */
export function summary(jobs: readonly Job[]): Summary {
  const made = known.get(jobs) ?? summed(jobs);
  known.set(jobs, made);
  return made;
}

function summed(jobs: readonly Job[]): Summary {
  const counts = new Map<string, number>();
  const spans = new Float64Array(jobs.length);
  let timed = 0;
  for (const job of jobs) {
    counts.set(job.status, (counts.get(job.status) ?? 0) + 1);
    const ran = ranMs(job);
    if (ran === undefined) continue;
    spans[timed] = ran;
    timed += 1;
  }
  let [well, badly] = [0, 0];
  for (const [status, count] of counts) {
    const phase = phaseOf(status);
    if (phase === 'well') well += count;
    if (phase === 'badly') badly += count;
  }
  const ascending = spans.subarray(0, timed).toSorted();
  return {
    rows: jobs.length,
    well,
    badly,
    successRate: successRate({ well, badly }),
    medianMs: timed === 0 ? undefined : percentile(ascending, 0.5),
    p95Ms: timed === 0 ? undefined : percentile(ascending, 0.95),
    timed,
  };
}

/** Ended well out of all that ended well or badly, 0 to 1; undefined where there is neither. */
export function successRate({ well, badly }: { well: number; badly: number }): number | undefined {
  return well + badly === 0 ? undefined : well / (well + badly);
}
