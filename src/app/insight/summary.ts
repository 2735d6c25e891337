/** What a set of finished jobs comes to. */
import type { Job } from '#contract/jobs.ts';

import { phaseOf } from '../status/statuses.ts';
import { ranMs } from './moment.ts';
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

export function summary(jobs: readonly Job[]): Summary {
  let [well, badly] = [0, 0];
  const spans: number[] = [];
  for (const job of jobs) {
    const phase = phaseOf(job.status);
    if (phase === 'well') well += 1;
    if (phase === 'badly') badly += 1;
    const ran = ranMs(job);
    if (ran !== undefined) spans.push(ran);
  }
  const ascending = Float64Array.from(spans).toSorted();
  const timed = ascending.length;
  return {
    rows: jobs.length,
    well,
    badly,
    successRate: well + badly === 0 ? undefined : well / (well + badly),
    medianMs: timed === 0 ? undefined : percentile(ascending, 0.5),
    p95Ms: timed === 0 ? undefined : percentile(ascending, 0.95),
    timed,
  };
}
