/** Moments and spans of a job, where Vault's dates allow them. */
import { type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { hasNotRun, isBad, isFinished } from './status/statuses.ts';
import { visible } from './status/title.ts';

/** `planned` where the job was seen before it ran: Vault forgets it then. */
export type WithPlan = Job & { planned?: Instant | undefined };

export function plannedStart(job: WithPlan): Instant | undefined {
  return hasNotRun(job) ? (job.planned ?? job.start) : job.planned;
}

export function actualStart(job: Job): Instant | undefined {
  return hasNotRun(job) ? undefined : job.start;
}

/** Whether a job is over and was never run. */
export function neverRan(job: Job): boolean {
  return isFinished(job.status) && hasNotRun(job);
}

/**
 * About when a finished job was over, to put jobs in order and to tell old failures from new ones.
 * Never shown as its end: that is `end`, which may be missing (docs/vault-api.md §1a). A job that
 * could not be run was not over before its plan, however early Vault last modified it.
 */
export function overAt(job: Job): Instant | undefined {
  if (job.end !== undefined) return job.end;
  const { modified, start } = job;
  const isBadPlan = isBad(job.status) && neverRan(job) && start !== undefined;
  if (isBadPlan && (modified === undefined || start > modified)) return start;
  return modified ?? start ?? job.created;
}

/** In place of an end that can't be told. */
export function endUnknown({ unreadable }: Job): string {
  return unreadable?.end === undefined ? 'end unknown' : `end “${visible(unreadable.end)}”`;
}

export function startUnknown({ unreadable }: Job): string {
  return unreadable?.start === undefined ? 'start unknown' : `start “${visible(unreadable.start)}”`;
}

/** How long a finished job ran; undefined without both ends, or when they contradict each other. */
export function ranMs(job: Job): number | undefined {
  const { end } = job;
  const start = actualStart(job);
  if (start === undefined || end === undefined || end < start) return undefined;
  return milliseconds(end) - milliseconds(start);
}

/** For how long a job has been running; negative when it claims to start in the future. */
export function elapsedMs({ start }: Job, now: number): number | undefined {
  return start === undefined ? undefined : now - milliseconds(start);
}

/**
 * From its creation to its start. For a planned job most of this is the interval between two runs,
 * as an instance is made when the one before it starts (docs/vault-api.md §2): it is no queueing
 * time.
 */
export function waitedMs(job: Job): number | undefined {
  const { created } = job;
  const start = actualStart(job);
  if (created === undefined || start === undefined || start < created) return undefined;
  return milliseconds(start) - milliseconds(created);
}
