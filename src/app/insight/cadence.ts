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
/** Over two thirds: of two gaps that take turns, such as 1 h and 23 h, one has up to that share. */
const agreeing = 0.7;
/** Another gap that comes back this often is part of the rhythm: after Friday comes Monday. */
const returning = 0.1;

/**
 * The run after the planned one of `job`, which Start now leaves as it is (docs/vault-api.md §2).
 */
export function nextRun(job: Job, finished: readonly Job[]): NextRun {
  const once = [...new Map(finished.map((run) => [run.id, run])).values()];
  const starts = once
    .filter(({ title, start }) => title === job.title && title !== '' && start !== undefined)
    .flatMap(({ start }) => (start === undefined ? [] : [milliseconds(start)]))
    .toSorted((a, b) => a - b);
  const gaps = starts.slice(1).map((start, at) => start - (starts[at] ?? start));
  if (job.start === undefined || gaps.length < fewestGaps) return { kind: 'unknown' };
  const every = percentile(
    gaps.toSorted((a, b) => a - b),
    0.5,
  );
  const like = (length: number) => (gap: number) => Math.abs(gap - length) <= every * tolerance;
  const others = gaps.filter((gap) => !like(every)(gap));
  const returns = others.map((other) => others.filter(like(other)).length);
  if (
    every < 60_000 ||
    gaps.length - others.length < gaps.length * agreeing ||
    returns.some((times) => times > 1 && times > gaps.length * returning)
  ) {
    return { kind: 'unknown' };
  }
  const everyMs = Math.round(every / 60_000) * 60_000;
  const at = instant(milliseconds(job.start) + everyMs);
  return { kind: 'likely', at, everyMs, runs: starts.length };
}
