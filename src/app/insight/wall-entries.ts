/** What a wall shows: which jobs, and in which order. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { failing, type Failing, type Known } from './failing.ts';
import type { Overview } from './overview.ts';

export type Entry =
  /**
   * The newest failure of a title that has not succeeded since, and how many it had in a day. Not
   * `isSure` where a later success may have gone from the lists.
   */
  | ({ kind: 'failing' } & Pick<Failing, 'job' | 'failures' | 'isSure'>)
  | { kind: 'overdue' | 'long' | 'running' | 'queued' | 'unknown' | 'scheduled'; job: Job }
  | { kind: 'failed'; job: Job }
  /** How many jobs are scheduled later than those shown, and how many without a time. */
  | { kind: 'later'; later: number; undated: number };

const dayMs = 86_400_000;
/** How far ahead scheduled jobs are shown one by one: a shift, and the start of the next one. */
const aheadMs = dayMs / 2;

/** Failing and overdue jobs, then active ones, then scheduled ones: each job once. */
export function nowEntries(sets: Overview, known: Known) {
  const long = new Set(sets.long);
  const of = (kind: 'overdue' | 'long' | 'running' | 'queued' | 'unknown', jobs: readonly Job[]) =>
    jobs.map((job): Entry => ({ kind, job }));
  const attention = [
    ...failing(sets.ended, known).map((title): Entry => ({ kind: 'failing', ...title })),
    ...of('overdue', sets.overdue),
  ];
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
