/** The overview's sets of jobs. Every count on the page is the length of one of these. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { isBad, phaseOf } from '../status/statuses.ts';
import { elapsedMs, finishedAt } from './moment.ts';
import { isLong, type Usual } from './usual.ts';

export const sets = [
  'running',
  'queued',
  'scheduled',
  'overdue',
  'long',
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
};

export function overview({ monitors, finished, usual, now }: Known): Overview {
  const running = monitors.filter(({ status }) => phaseOf(status) === 'active').toSorted(byStart);
  const scheduled = monitors.filter(({ status }) => status === 'SCHEDULED').toSorted(byStart);
  const ended = newestFirst(finished);
  return {
    running,
    queued: monitors
      .filter(({ status }) => status === 'QUEUED' || status === 'QUEUEING')
      .toSorted(byStart),
    scheduled,
    overdue: scheduled.filter((job) => isOverdue(job, now)),
    long: running.filter((job) => isLong(elapsedMs(job, now), usual.get(job.title))),
    failed: ended.filter((job) => isBad(job.status) && endedWithin(job, now, dayMs)),
    // A finished status among monitors is a job caught between the two lists: it isn't unknown.
    unknown: monitors.filter(({ status }) => phaseOf(status) === 'unknown'),
    ended,
  };
}

export function isOverdue({ status, start }: Job, now: number): boolean {
  return status === 'SCHEDULED' && start !== undefined && now > milliseconds(start) + graceMs;
}

function endedWithin(job: Job, now: number, ms: number): boolean {
  const at = finishedAt(job);
  return at !== undefined && milliseconds(at) > now - ms;
}

/** Soonest first; those without a date last, in the order of their ids so that they hold still. */
function byStart(a: Job, b: Job): number {
  const [left, right] = [a.start ?? '9', b.start ?? '9'];
  if (left === right) return a.id < b.id ? -1 : 1;
  return left < right ? -1 : 1;
}

function newestFirst(finished: readonly Job[]): Job[] {
  return [...new Map(finished.map((job) => [job.id, job])).values()].toSorted((a, b) => {
    const [left, right] = [finishedAt(a) ?? '', finishedAt(b) ?? ''];
    if (left === right) return a.id < b.id ? -1 : 1;
    return left < right ? 1 : -1;
  });
}

type Read = { jobs: readonly Job[]; total: number | undefined; unreadable: number };

/**
 * Whether a page of histories is sure to hold all that ended within the last day: it is all there
 * is, or it goes back farther and is in the order of ending. Vault promises no order, and one by
 * creation proves nothing: an instance is made up to a month before it runs (facts §2).
 */
export function reachesBackADay({ jobs, total, unreadable }: Read, now: number): boolean {
  if (total !== undefined && jobs.length + unreadable >= total) return true;
  const ends = jobs.map((job) => finishedAt(job) ?? '');
  const inOrder = ends.every((end, at) => at === 0 || end <= (ends[at - 1] ?? ''));
  const last = jobs.at(-1);
  return inOrder && last !== undefined && !endedWithin(last, now, dayMs);
}
