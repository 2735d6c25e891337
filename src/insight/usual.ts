/** How long the runs of a title usually take, from its successful past runs. */
import type { Job } from '#contract/jobs.ts';

import { ranMs } from './job-times.ts';
import { span } from './time/format.ts';

export type Usual = { runs: number; medianMs: number; p95Ms: number };

const known = new WeakMap<readonly Job[], ReadonlyMap<string, Usual>>();

/** Worked out once for each list: pages that tick ask for it again, of 100,000 runs. */
export function usualByTitle(finished: readonly Job[]): ReadonlyMap<string, Usual> {
  const made = known.get(finished) ?? workedOut(finished);
  known.set(finished, made);
  return made;
}

function workedOut(finished: readonly Job[]): ReadonlyMap<string, Usual> {
  const spans = new Map<string, number[]>();
  for (const job of finished) {
    const ran = job.status === 'SUCCESS' ? ranMs(job) : undefined;
    if (ran === undefined || job.title === '') continue;
    const before = spans.get(job.title);
    if (before === undefined) spans.set(job.title, [ran]);
    else before.push(ran);
  }
  return new Map([...spans].map(([title, runs]) => [title, usualOf(runs)]));
}

/** Whether the same is said of both. */
export function isSameUsual(a: Usual | undefined, b: Usual | undefined): boolean {
  return a?.runs === b?.runs && a?.medianMs === b?.medianMs && a?.p95Ms === b?.p95Ms;
}

/** Of at least one successful run; in milliseconds. */
export function usualOf(runs: readonly number[]): Usual {
  const sorted = runs.toSorted((a, b) => a - b);
  return { runs: runs.length, medianMs: percentile(sorted, 0.5), p95Ms: percentile(sorted, 0.95) };
}

/** By linear interpolation between the two nearest of an ascending, non-empty list. */
export function percentile(ascending: ArrayLike<number>, share: number): number {
  const at = (ascending.length - 1) * share;
  const below = ascending[Math.floor(at)] ?? 0;
  const above = ascending[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}

/** A p95 of fewer runs than this would call every fifth run too long. */
export const enoughRuns = 5;

/** Nobody minds a job of seconds that takes twice as long. */
export const longAtLeastMs = 60_000;

/** Longer than usual: over the p95 of at least 5 successful runs, and over a minute. */
export function isLong(elapsed: number | undefined, known: Usual | undefined): boolean {
  if (elapsed === undefined || known === undefined || known.runs < enoughRuns) return false;
  return elapsed > known.p95Ms && elapsed > longAtLeastMs;
}

/** The same words on every page, and from how many runs they come. */
export function usualWords(usual: Usual | undefined): { times: string; from: string } {
  const runs = usual?.runs ?? 0;
  if (usual === undefined || runs < enoughRuns)
    return { times: 'not known yet', from: `${runs} of ${enoughRuns} runs needed` };
  return {
    times: `${span(usual.medianMs)}, p95 ${span(usual.p95Ms)}`,
    from: `from ${runs} successful runs`,
  };
}
