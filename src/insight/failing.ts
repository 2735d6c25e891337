/** Which titles fail: their newest run ended badly, and no good one has followed. */
import { type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { overAt } from './job-times.ts';
import { phaseOf } from './status/statuses.ts';

const dayMs = 86_400_000;

export type Known = {
  now: number;
  /** Every job that ended after this moment is known, successful ones as well. */
  knownSince: number;
  /** Further runs that ended well, of which only this is known; some may be in both lists. */
  alsoWell: readonly Ended[];
};

type Ended = { title: string; at: Instant };

/** A title that fails. */
export type Failing = {
  /** Its newest failure. */
  job: Job;
  /** How many there were in the last day. */
  failures: number;
  /** False where a later success may have gone from the lists. */
  isSure: boolean;
  /**
   * When it began to fail, in milliseconds since 1970: the first of its failures after a good run.
   * Undefined where it may have been earlier, or later.
   */
  since: number | undefined;
};

/**
 * Titles whose newest run that ended well or badly ended badly, within a day. Other ends, such
 * as a cancellation, don't count. A job without a title is a title by itself. What needs attention
 * most comes first: those that fail for sure, then the most failures, then the longest failing.
 */
export function failing(ended: readonly Job[], { now, knownSince, alsoWell }: Known): Failing[] {
  return [...byTitle(ended, alsoWell).values()]
    .flatMap((runs): Failing[] => {
      const recent = runs.filter(({ bad, at }) => bad !== undefined && at > now - dayMs);
      const [newest] = runs;
      if (newest?.bad === undefined || newest !== recent[0]) return [];
      const { bad, at } = newest;
      const lastWell = runs.findIndex((run) => run.bad === undefined);
      const first = runs[lastWell - 1]?.at;
      return [
        {
          job: bad,
          failures: recent.length,
          isSure: at >= knownSince,
          since: first !== undefined && first >= knownSince ? first : undefined,
        },
      ];
    })
    .toSorted(worstFirst);
}

function worstFirst(a: Failing, b: Failing): number {
  return (
    Number(b.isSure) - Number(a.isSure) || b.failures - a.failures || beginning(a) - beginning(b)
  );
}

/** As far back as it is known. */
function beginning({ since, job }: Failing): number {
  return since ?? endOf(job);
}

/** A title that failed and runs well again: its newest failure, and how many it had in a day. */
export type Recovered = Pick<Failing, 'job' | 'failures'>;

/** Titles that failed within a day and whose newest run ended well, the last to fail first. */
export function recovered(
  ended: readonly Job[],
  { now, alsoWell }: Pick<Known, 'now' | 'alsoWell'>,
): Recovered[] {
  return [...byTitle(ended, alsoWell).values()]
    .flatMap((runs): Recovered[] => {
      if (runs[0]?.bad !== undefined) return [];
      const failures = runs.flatMap(({ bad, at }) => (bad && at > now - dayMs ? [bad] : []));
      const [job] = failures;
      return job === undefined ? [] : [{ job, failures: failures.length }];
    })
    .toSorted((a, b) => endOf(b.job) - endOf(a.job));
}

export type Clear =
  | { kind: 'since'; at: number }
  /** There is no failure among all runs that are known. */
  | { kind: 'never'; runs: number; at: number | undefined };

/**
 * The latest moment at which a title ceased to fail: its first good run after a failure, or a day
 * after the failure if none came. Only of use while nothing fails.
 */
export function clear(
  ended: readonly Job[],
  { now, alsoWell }: Pick<Known, 'now' | 'alsoWell'>,
): Clear {
  const over = [...byTitle(ended, alsoWell).values()].flatMap((runs) => {
    let goodAt = Infinity;
    return runs.flatMap(({ bad, at }) => {
      if (bad !== undefined) return [Math.min(goodAt, at + dayMs)];
      goodAt = at;
      return [];
    });
  });
  const past = over.filter((at) => at > -Infinity && at <= now);
  if (past.length > 0) return { kind: 'since', at: past.reduce((a, b) => Math.max(a, b)) };
  const ends = ended.map(endOf).filter((at) => at > -Infinity);
  return { kind: 'never', runs: ended.length, at: ends.length > 0 ? least(ends) : undefined };
}

/** `bad` is the job of a run that ended badly. */
type Run = { at: number; bad: Job | undefined };

/** The runs of each title that ended well or badly, newest first. */
function byTitle(
  ended: readonly Job[],
  alsoWell: readonly Ended[],
): ReadonlyMap<string, readonly Run[]> {
  const titles = new Map<string, Run[]>();
  const add = (title: string, run: Run) => {
    const runs = titles.get(title) ?? [];
    if (runs.length === 0) titles.set(title, runs);
    runs.push(run);
  };
  for (const job of ended) {
    const phase = phaseOf(job.status);
    if (phase !== 'well' && phase !== 'badly') continue;
    add(titleKey(job), { at: endOf(job), bad: phase === 'badly' ? job : undefined });
  }
  for (const { title, at } of alsoWell) add(title, { at: milliseconds(at), bad: undefined });
  for (const runs of titles.values()) runs.sort(newestFirst);
  return titles;
}

/** What runs of one title share. Jobs without a title have nothing to do with each other. */
export function titleKey({ title, id }: Job): string {
  // Not a possible title: none has a line break after a NUL.
  return title === '' ? `\0\n${id}` : title;
}

/** Of two that ended at once the bad one counts as newer: a false alarm is better than none. */
function newestFirst(a: Run, b: Run): number {
  if (a.at !== b.at) return b.at < a.at ? -1 : 1;
  return Number(b.bad !== undefined) - Number(a.bad !== undefined);
}

function endOf(job: Job): number {
  const at = overAt(job);
  return at === undefined ? -Infinity : milliseconds(at);
}

function least(moments: readonly number[]): number {
  return moments.reduce((a, b) => Math.min(a, b));
}
