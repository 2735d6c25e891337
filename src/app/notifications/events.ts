/**
 * What a look at Vault's lists shows that is to be said, each once. Nothing here asks or shows; all
 * that it knows of the past is `Memory`. Moments are milliseconds, by Vault's clock.
 */
import * as v from 'valibot';

import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { actualStart, overAt } from '#insight/job-times.ts';
import { beganText, endedWithText, hasStartedText } from '#insight/notice-words.ts';
import { graceMs, overview, type Queues, stuckFrom } from '#insight/overview.ts';
import { queuedSince } from '#insight/queued-since.ts';
import { isFinished, phaseOf } from '#insight/status/statuses.ts';
import { wordTest } from '#insight/status/title-search.ts';
import { longAtLeastMs, type Usual } from '#insight/usual.ts';

import { listOf, number } from '../stored.ts';
import type { LateKind, Rule } from './settings.ts';

/** Both lists, whole and as of `now`. */
export type Look = {
  now: number;
  monitors: readonly Job[];
  finished: readonly Job[];
  usual: ReadonlyMap<string, Usual>;
  queues: Queues;
};

/** Small, and stored as it is: ids of jobs and no titles. */
export const memory = v.object({
  /** Of what was so before, nothing is said. */
  since: number,
  lookedAt: number,
  /** What is known of since then, whether or not a rule asked for it, and when it began. */
  known: listOf(v.tuple([v.string(), number])),
});

export type Memory = v.InferOutput<typeof memory>;

export type JobEvent = {
  /** The same for the same event, whenever and wherever it is found. */
  key: string;
  /** When it became so. */
  at: number;
  job: Job;
  kind: LateKind | 'status';
};

type Options = {
  rules: readonly Rule[];
  /** What was so before is no news. */
  onSince: number;
};

type Observed = { memory: Memory; events: JobEvent[] };

/** After so long without a look it begins anew: who comes back in the morning looks by themselves. */
export const longestGapMs = 3_600_000;
/** So old an answer may be: a look is of then, and may be of before it was turned on. */
export const oldestAnswerMs = 60_000;
export const mostKnown = 1_000;

export function observe(before: Memory | undefined, look: Look, options: Options): Observed {
  const { now } = look;
  // Either way: between two answers Vault's clock may seem to go back a second.
  const isFollowed = before !== undefined && Math.abs(now - before.lookedAt) <= longestGapMs;
  const followed = isFollowed ? before : undefined;
  // A device whose clock was put right since may have written a moment that is yet to come.
  const isToCome = options.onSince > now + oldestAnswerMs;
  const onSince = isToCome ? -Infinity : wholeSecond(options.onSince);
  // Turning it on counts as a look: Vault may take a while to answer the next one.
  const isUnbroken = isFollowed || now - onSince <= longestGapMs;
  const since = Math.max(followed?.since ?? (isUnbroken ? onSince : wholeSecond(now)), onSince);
  const known = new Map(followed?.known);
  const present = eventsIn(look).filter(({ at }) => at >= since && at <= now);
  const events = present.filter(
    (event) => isUnbroken && !known.has(event.key) && isWanted(event, options.rules),
  );
  for (const { key, at } of present) if (!known.has(key)) known.set(key, at);
  return { memory: { ...bounded(known, since), lookedAt: now }, events };
}

/** What Vault says became so in the same second may have become so afterwards. */
function wholeSecond(moment: number): number {
  return Math.floor(moment / 1_000) * 1_000;
}

/** What is forgotten is never said again: nothing is said of what began no later. */
function bounded(known: ReadonlyMap<string, number>, since: number) {
  const newestFirst = [...known].filter(([, at]) => at >= since).toSorted(([, a], [, b]) => b - a);
  const [, forgotten] = newestFirst[mostKnown] ?? [];
  if (forgotten === undefined) return { since, known: newestFirst };
  return { since: forgotten + 1, known: newestFirst.filter(([, at]) => at > forgotten) };
}

function isWanted({ job, kind }: JobEvent, rules: readonly Rule[]): boolean {
  return rules.some(
    ({ title, late, statuses }) =>
      (kind === 'status' ? statuses.includes(job.status) : late.includes(kind)) &&
      wordTest(title)(job.title),
  );
}

function eventsIn({ now, monitors, finished, usual, queues }: Look): JobEvent[] {
  const sets = overview({ monitors, finished, usual, now, queues });
  const event = (kind: JobEvent['kind'], job: Job, at: number): JobEvent => ({
    key: keyOf(kind, job),
    at,
    job,
    kind,
  });
  const started = sets.running.flatMap((job) => {
    const start = actualStart(job);
    return start === undefined ? [] : event('status', job, milliseconds(start));
  });
  const ended = sets.ended.flatMap((job) => {
    const over = overAt(job);
    return over === undefined || phaseOf(job.status) === 'unknown'
      ? []
      : event('status', job, milliseconds(over));
  });
  const overdue = sets.overdue.flatMap((job) =>
    job.start === undefined ? [] : event('overdue', job, milliseconds(job.start) + graceMs),
  );
  const stuck = sets.stuck.map((job) => event('stuck', job, stuckFrom(job, queues)));
  const long = sets.long.flatMap((job) => {
    const most = Math.max(usual.get(job.title)?.p95Ms ?? Infinity, longAtLeastMs);
    return job.start === undefined ? [] : event('long', job, milliseconds(job.start) + most);
  });
  return [...ended, ...stuck, ...overdue, ...long, ...started];
}

/** A job that is planned anew may be overdue anew. */
function keyOf(kind: JobEvent['kind'], { id, status, start }: Job): string {
  switch (kind) {
    case 'status':
      return `${status} ${id}`;
    case 'overdue':
      return `${kind} ${id} ${start ?? ''}`;
    case 'stuck':
    case 'long':
      return `${kind} ${id}`;
  }
}

/** In words, without the title. */
export function eventText({ kind, job, at }: JobEvent, look: Look, zone: string): string {
  if (kind === 'status') {
    return isFinished(job.status) ? endedWithText(job, zone) : hasStartedText(job, at, zone);
  }
  const waiting = kind === 'stuck' ? queuedSince(job, look.queues.seenSince) : undefined;
  const since = waiting?.sinceMs ?? (job.start === undefined ? at : milliseconds(job.start));
  return beganText(kind, {
    since,
    zone,
    job,
    usual: look.usual.get(job.title),
    isLeast: waiting?.kind === 'seen',
  });
}
