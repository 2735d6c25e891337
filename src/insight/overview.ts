/** The overview's sets of jobs. Every count on the page is the length of one of these. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { elapsedMs, overAt } from './job-times.ts';
import { queuedSince, type Seen } from './queued-since.ts';
import type { RowsFilter } from './rows-filter.ts';
import { badStatuses, isBad, isFinished, isQueued, phaseOf } from './status/statuses.ts';
import { isLong, longAtLeastMs, type Usual } from './usual.ts';

export const sets = [
  'running',
  'queued',
  'scheduled',
  'overdue',
  'long',
  'stuck',
  'failed',
  'unknown',
] as const;
export type SetName = (typeof sets)[number];

export type Overview = Record<SetName, Job[]> & { ended: Job[] };

/** How long a planned run may be late before it is called overdue. */
export const graceMs = 120_000;
const dayMs = 86_400_000;

type Known = {
  monitors: readonly Job[];
  finished: readonly Job[];
  usual: ReadonlyMap<string, Usual>;
  now: number;
  queues?: Queues;
};

/** What is known of waits in queues; Vault says nothing of them. */
export type Queues = {
  seenSince: Seen;
  /** Longer than 95% of the waits of a title, in milliseconds, where these are known. */
  usualMs: ReadonlyMap<string, number>;
};

const noQueues: Queues = { seenSince: new Map(), usualMs: new Map() };

export function overview(known: Known): Overview {
  const { monitors, finished, usual, now, queues = noQueues } = known;
  const { unfinished, ended } = apart(monitors, finished);
  const running = unfinished.filter(({ status }) => phaseOf(status) === 'active');
  const scheduled = unfinished.filter(({ status }) => status === 'SCHEDULED');
  const queued = unfinished.filter(({ status }) => isQueued(status));
  return {
    running,
    queued,
    stuck: queued.filter((job) => stuckFrom(job, queues) < now),
    scheduled,
    overdue: scheduled.filter((job) => isOverdue(job, now)),
    long: running.filter((job) => isLong(elapsedMs(job, now), usual.get(job.title))),
    failed: ended.filter((job) => isBad(job.status) && endedWithin(job, now, dayMs)),
    unknown: unfinished.filter(({ status }) => phaseOf(status) === 'unknown'),
    ended,
  };
}

type Sets = {
  sets: Overview;
  usual: ReadonlyMap<string, Usual>;
  now: number;
  queues?: Queues;
};

/** When a job next enters or leaves a set by itself; Infinity where none will. */
export function nextChange({ sets, usual, now, queues = noQueues }: Sets): number {
  const overdueAt = sets.scheduled.flatMap(({ start }) =>
    start === undefined ? [] : milliseconds(start) + graceMs + 1,
  );
  const longAt = sets.running.flatMap(({ start, title }) => {
    const known = usual.get(title);
    return start === undefined || known === undefined
      ? []
      : milliseconds(start) + Math.floor(Math.max(known.p95Ms, longAtLeastMs)) + 1;
  });
  const oldAt = sets.failed.flatMap((job) => {
    const at = overAt(job);
    return at === undefined ? [] : milliseconds(at) + dayMs;
  });
  const stuckAt = sets.queued.map((job) => stuckFrom(job, queues) + 1);
  return [...overdueAt, ...longAt, ...oldAt, ...stuckAt].reduce(
    (next, at) => (at > now && at < next ? at : next),
    Infinity,
  );
}

/**
 * Every job of the two lists once, either unfinished or ended. Between two calls a job can stand in
 * both, or be finished while still among the monitors (docs/vault-api.md §12.2): what has finished
 * stays so, whichever list says it. An unknown status is taken for what its list is of.
 */
function apart(monitors: readonly Job[], finished: readonly Job[]) {
  const ended = byId([
    ...monitors.filter(({ status }) => isFinished(status)),
    ...finished.filter(({ status }) => !isLive(status)),
  ]);
  const live = byId([
    ...finished.filter(({ status }) => isLive(status)),
    ...monitors.filter(({ status }) => !isFinished(status)),
  ]);
  const unfinished = [...live.values()].filter(({ id }) => !ended.has(id)).toSorted(byStart);
  return { unfinished, ended: [...ended.values()].toSorted(byEnd) };
}

function isLive(status: string): boolean {
  const phase = phaseOf(status);
  return phase === 'waiting' || phase === 'active';
}

function byId(jobs: readonly Job[]): ReadonlyMap<string, Job> {
  return new Map(jobs.map((job) => [job.id, job]));
}

export function isOverdue({ status, start }: Job, now: number): boolean {
  return status === 'SCHEDULED' && start !== undefined && now > milliseconds(start) + graceMs;
}

/** Where nothing is known of a title's waits. */
const longestWaitMs = 15 * 60_000;

/** The moment from which it has been queued for too long; Infinity where that can't be known. */
export function stuckFrom(job: Job, queues: Queues): number {
  const since = queuedSince(job, queues.seenSince);
  return since === undefined
    ? Infinity
    : since.sinceMs + Math.max(longAtLeastMs, queues.usualMs.get(job.title) ?? longestWaitMs);
}

function endedWithin(job: Job, now: number, ms: number): boolean {
  const at = overAt(job);
  return at !== undefined && milliseconds(at) > now - ms;
}

/** The rows of `failed` at a moment, as History finds them. */
export function failedRows(now: number): RowsFilter {
  return { statuses: badStatuses.map((status) => status.toUpperCase()), from: now - dayMs + 1 };
}

/** Soonest first; those without a date last, in the order of their ids so that they hold still. */
function byStart(a: Job, b: Job): number {
  const [left, right] = [a.start ?? '9', b.start ?? '9'];
  if (left === right) return a.id < b.id ? -1 : 1;
  return left < right ? -1 : 1;
}

/** Newest first; those without a date last. */
function byEnd(a: Job, b: Job): number {
  const [left, right] = [overAt(a) ?? '', overAt(b) ?? ''];
  if (left === right) return a.id < b.id ? -1 : 1;
  return left < right ? 1 : -1;
}
