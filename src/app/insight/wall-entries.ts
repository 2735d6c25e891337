/** What a wall shows: which jobs, in which order, and since when nothing has been wrong. */
import { type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { phaseOf } from '../status/statuses.ts';
import { overAt } from './job-times.ts';
import type { Overview } from './overview.ts';

export type Entry =
  /**
   * The newest failure of a title that has not succeeded since, and how many it had in a day. Not
   * `isSure` where a later success may have gone from the lists.
   */
  | { kind: 'failing'; job: Job; failures: number; isSure: boolean }
  | { kind: 'overdue' | 'long' | 'running' | 'queued' | 'unknown' | 'scheduled'; job: Job }
  | { kind: 'failed'; job: Job }
  /** How many jobs are scheduled later than those shown, and how many without a time. */
  | { kind: 'later'; later: number; undated: number };

const dayMs = 86_400_000;
/** How far ahead scheduled jobs are shown one by one: a shift, and the start of the next one. */
const aheadMs = dayMs / 2;

type Known = {
  now: number;
  /** Every job that ended after this moment is known, successful ones as well. */
  knownSince: number;
  /** Further runs that ended well, of which only this is known; some may be in both lists. */
  alsoWell: readonly Ended[];
};

type Ended = { title: string; at: Instant };

/** Failing and overdue jobs, then active ones, then scheduled ones: each job once. */
export function nowEntries(sets: Overview, known: Known) {
  const long = new Set(sets.long);
  const of = (kind: 'overdue' | 'long' | 'running' | 'queued' | 'unknown', jobs: readonly Job[]) =>
    jobs.map((job): Entry => ({ kind, job }));
  const attention = [
    ...failing(sets.ended, known),
    ...of('overdue', sets.overdue),
  ] satisfies Entry[];
  const others: Entry[] = [
    ...of('long', sets.long),
    ...of(
      'running',
      sets.running.filter((job) => !long.has(job)),
    ),
    ...of('queued', sets.queued),
    ...of('unknown', sets.unknown),
    ...nextEntries(sets, known.now),
  ];
  return { attention, others };
}

/** Jobs scheduled within 12 hours, soonest first, and one entry for all others. */
export function nextEntries({ scheduled, overdue }: Overview, now: number): Entry[] {
  const late = new Set(overdue);
  const planned = scheduled.filter((job) => !late.has(job));
  const soon = planned.filter(({ start }) => start && milliseconds(start) <= now + aheadMs);
  const undated = planned.filter(({ start }) => start === undefined).length;
  const later = planned.length - soon.length - undated;
  const entries = soon.map((job): Entry => ({ kind: 'scheduled', job }));
  return later + undated === 0 ? entries : [...entries, { kind: 'later', later, undated }];
}

export function failureEntries({ failed }: Overview): Entry[] {
  return failed.map((job) => ({ kind: 'failed', job }));
}

/**
 * Titles whose newest run that ended well or badly ended badly, within a day; newest first. Other
 * ends, such as a cancellation, don't count. A job without a title is a title by itself.
 */
export function failing(
  ended: readonly Job[],
  { now, knownSince, alsoWell }: Known,
): (Entry & { kind: 'failing' })[] {
  return [...byTitle(ended, alsoWell).values()]
    .flatMap((runs): (Entry & { kind: 'failing' })[] => {
      const recent = runs.filter(({ bad, at }) => bad !== undefined && at > now - dayMs);
      const [newest] = runs;
      if (newest?.bad === undefined || newest !== recent[0]) return [];
      const { bad, at } = newest;
      return [{ kind: 'failing', job: bad, failures: recent.length, isSure: at >= knownSince }];
    })
    .toSorted((a, b) => endOf(b.job) - endOf(a.job) || (a.job.id < b.job.id ? -1 : 1));
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
  const over = [...byTitle(ended, alsoWell).values()].flatMap((runs) =>
    runs.flatMap(({ bad, at }, nth) => {
      if (bad === undefined) return [];
      const next = runs.slice(0, nth).findLast((run) => run.bad === undefined);
      return [Math.min(next?.at ?? Infinity, at + dayMs)];
    }),
  );
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
    // Not a possible title: none has a line break after a NUL.
    const title = job.title === '' ? `\0\n${job.id}` : job.title;
    add(title, { at: endOf(job), bad: phase === 'badly' ? job : undefined });
  }
  for (const { title, at } of alsoWell) add(title, { at: milliseconds(at), bad: undefined });
  for (const runs of titles.values()) runs.sort(newestFirst);
  return titles;
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
