/** What a wall shows: which jobs, and in which order. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { type LateKind, lateKinds } from './attention.ts';
import { failing, type Failing, type Known, titleKey } from './failing.ts';
import type { Overview } from './overview.ts';

export type Entry =
  /**
   * The newest failure of a title that has not succeeded since, and how many it had in a day. Not
   * `isSure` where a later success may have gone from the lists.
   */
  | ({ kind: 'failing' } & Pick<Failing, 'job' | 'failures' | 'isSure'>)
  | {
      kind: LateKind | 'running' | 'queued' | 'unknown' | 'scheduled';
      job: Job;
    }
  /** The newest failure of a title within a day, and how many it had. */
  | { kind: 'failed'; job: Job; failures: number }
  /** How many jobs are scheduled later than those shown, and how many without a time. */
  | { kind: 'later'; later: number; undated: number };

const dayMs = 86_400_000;
/** How far ahead scheduled jobs are shown one by one: a shift, and the start of the next one. */
const aheadMs = dayMs / 2;

/**
 * Failing and overdue jobs, then those that wait or run for too long, then the other active ones,
 * then scheduled ones: each job once.
 */
export function nowEntries(sets: Overview, known: Known) {
  const long = new Set(sets.long);
  const stuck = new Set(sets.stuck);
  const of = (kind: LateKind | 'running' | 'queued' | 'unknown', jobs: readonly Job[]) =>
    jobs.map((job): Entry => ({ kind, job }));
  const [pinned, ...unpinned] = lateKinds;
  const attention = [
    ...failing(sets.ended, known).map((title): Entry => ({ kind: 'failing', ...title })),
    ...of(pinned, sets[pinned]),
  ];
  const others: Entry[] = [
    ...unpinned.flatMap((kind) => of(kind, sets[kind])),
    ...of(
      'running',
      sets.running.filter((job) => !long.has(job)),
    ),
    ...of(
      'queued',
      sets.queued.filter((job) => !stuck.has(job)),
    ),
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

/** Titles that failed within a day, the last to fail first. A job without a title is one by itself. */
export function failureEntries({ failed }: Overview): Extract<Entry, { kind: 'failed' }>[] {
  const entries = new Map<string, Extract<Entry, { kind: 'failed' }>>();
  for (const job of failed) {
    const key = titleKey(job);
    const { job: newest, failures } = entries.get(key) ?? { job, failures: 0 };
    entries.set(key, { kind: 'failed', job: newest, failures: failures + 1 });
  }
  return [...entries.values()];
}

/** How many of the entries somebody should look at, as the overview counts them. */
export function needingAttention(entries: readonly Entry[]): number {
  return entries.filter(({ kind }) => attentionKinds.has(kind)).length;
}

const attentionKinds = new Set<Entry['kind']>(['failing', ...lateKinds]);
