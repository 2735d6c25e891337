/**
 * Finds out which date Vault's filter tests (docs/vault-api.md §2: unknown) by asking for the few
 * seconds around one date of a known job. Until it is known, or if it can't be, no window is used.
 */
import { type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import type { Reading } from './page-query.ts';
import { type FilterDate, filterDates, floor, holds, later, type Window } from './window.ts';

export type Rule =
  | { kind: 'unknown'; tried: number }
  | { kind: 'tests'; date: FilterDate }
  /** The filter can't be understood: all is read without it. */
  | { kind: 'none' };

export type Trial = { job: Job; date: FilterDate; window: Window };

/** Jobs tried before the filter is given up as not to be understood. */
const mostJobs = 3;

/** The next thing to try, or undefined if nothing is left. */
export function trial(jobs: readonly Job[], tried: number): Trial | undefined {
  const job = telling(jobs)[Math.floor(tried / filterDates.length)];
  const date = filterDates[tried % filterDates.length];
  const at = date === undefined ? undefined : job?.[date];
  if (job === undefined || date === undefined || at === undefined) return undefined;
  return { job, date, window: { from: later(floor(at), -1_000), to: later(floor(at), 1_000) } };
}

/**
 * Whether it is this date. All of the answer must lie in the window and some known job outside, or
 * the filter may have been ignored; jobs without the date would be in no window, so a Vault that
 * has any is read without.
 */
export function concluded(
  { job, date, window }: Trial,
  answer: Reading,
  known: readonly Job[],
): boolean {
  const isOut = ({ [date]: at }: Job) => holds(window, at) === 'no';
  return (
    answer.unreadable === 0 &&
    answer.jobs.some(({ id }) => id === job.id) &&
    !answer.jobs.some(isOut) &&
    known.some(isOut) &&
    known.every(({ [date]: at }) => at !== undefined)
  );
}

/**
 * Whether it can't be this date: a row came that the filter should have left out. A Vault that
 * ignores the filter is told only by its rows, and the trial's page may have shown none of these.
 */
export function isRefuted(rule: Rule, window: Window, { jobs }: Reading): boolean {
  return rule.kind === 'tests' && jobs.some(({ [rule.date]: at }) => holds(window, at) === 'no');
}

/** Jobs whose three dates lie so far apart that a window around one leaves out the others. */
function telling(jobs: readonly Job[]): Job[] {
  const found: Job[] = [];
  for (const job of jobs) {
    if (apart(job.created, job.start) && apart(job.start, job.end) && apart(job.created, job.end)) {
      found.push(job);
    }
    if (found.length === mostJobs) break;
  }
  return found;
}

function apart(a: Instant | undefined, b: Instant | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return Math.abs(milliseconds(a) - milliseconds(b)) >= 4_000;
}
