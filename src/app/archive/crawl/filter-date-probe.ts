/**
 * Finds out which date Vault's filter tests (docs/vault-api.md §2: unknown), by asking for the few
 * seconds around one date of a known job. No window is used until it is known, or if it stays
 * unknown.
 */
import { type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import type { PageAnswer } from './page-query.ts';
import { contains, type FilterDate, filterDates, type Window, windowAround } from './window.ts';

export type FilterRule =
  | { kind: 'unknown'; tried: number }
  | { kind: 'tests'; date: FilterDate }
  /** Which date it tests stays unknown: everything is read without the filter. */
  | { kind: 'none' };

export type Probe = { job: Job; date: FilterDate; window: Window };

/** How many jobs are tried before the filter is given up. */
const maxJobs = 3;

/** The next probe, or undefined if none is left. */
export function nextProbe(jobs: readonly Job[], tried: number): Probe | undefined {
  const job = distinctive(jobs)[Math.floor(tried / filterDates.length)];
  const date = filterDates[tried % filterDates.length];
  const at = date === undefined ? undefined : job?.[date];
  if (job === undefined || date === undefined || at === undefined) return undefined;
  return {
    job,
    date,
    window: windowAround(at),
  };
}

/**
 * Whether the filter tests this date. The whole answer must lie in the window and some known job
 * outside, or the filter may have been ignored. Every known job must have the date, since jobs
 * without it would be in no window.
 */
export function isConfirmed(
  { job, date, window }: Probe,
  answer: PageAnswer,
  known: readonly Job[],
): boolean {
  const isOutside = ({ [date]: at }: Job) => contains(window, at) === 'no';
  return (
    answer.unreadable === 0 &&
    answer.jobs.some(({ id }) => id === job.id) &&
    !answer.jobs.some(isOutside) &&
    known.some(isOutside) &&
    known.every(({ [date]: at }) => at !== undefined)
  );
}

/**
 * Whether an answer shows that the filter does not test this date: it has a row that the filter
 * should have left out. The probe alone can't exclude a Vault that ignores the filter, as its page
 * may have had no such row by chance.
 */
export function isRefuted(rule: FilterRule, window: Window, { jobs }: PageAnswer): boolean {
  return rule.kind === 'tests' && jobs.some(({ [rule.date]: at }) => contains(window, at) === 'no');
}

/** Jobs whose three dates lie so far apart that a window around one excludes the others. */
function distinctive(jobs: readonly Job[]): Job[] {
  const found: Job[] = [];
  for (const job of jobs) {
    if (
      areFarApart(job.created, job.start) &&
      areFarApart(job.start, job.end) &&
      areFarApart(job.created, job.end)
    ) {
      found.push(job);
    }
    if (found.length === maxJobs) break;
  }
  return found;
}

function areFarApart(a: Instant | undefined, b: Instant | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return Math.abs(milliseconds(a) - milliseconds(b)) >= 4_000;
}
