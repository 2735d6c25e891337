/** When a title would run next, as far as its past runs show a rhythm. */
import { instant, type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { percentile } from './usual.ts';

export type NextRun =
  | { kind: 'likely'; at: Instant; everyMs: number; runs: number }
  | { kind: 'unknown' };

/** Three gaps are the fewest that can agree; two would be a coincidence. */
const fewestGaps = 3;
/** Vault starts a planned run within minutes of its time; a started-now run breaks the rhythm once. */
const tolerance = 0.05;
const agreeing = 0.6;

/** The run after the planned one of `job`, which Start now leaves as it is (API document, Start Job). */
export function nextRun(job: Job, finished: readonly Job[]): NextRun {
  const starts = finished
    .filter(({ title, start }) => title === job.title && title !== '' && start !== undefined)
    .flatMap(({ start }) => (start === undefined ? [] : [milliseconds(start)]))
    .toSorted((a, b) => a - b);
  const gaps = starts.slice(1).map((start, at) => start - (starts[at] ?? start));
  if (job.start === undefined || gaps.length < fewestGaps) return { kind: 'unknown' };
  const every = percentile(
    gaps.toSorted((a, b) => a - b),
    0.5,
  );
  const near = gaps.filter((gap) => Math.abs(gap - every) <= every * tolerance);
  if (every < 60_000 || near.length < gaps.length * agreeing) return { kind: 'unknown' };
  const everyMs = Math.round(every / 60_000) * 60_000;
  const at = instant(milliseconds(job.start) + everyMs);
  return { kind: 'likely', at, everyMs, runs: starts.length };
}
