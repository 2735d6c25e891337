/** Moments and spans of a job, where Vault's dates allow them. */
import { type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

/** The best known time at which a finished job ended: `end` may be missing (facts §1a). */
export function finishedAt(job: Job): Instant | undefined {
  return job.end ?? job.modified ?? job.start ?? job.created;
}

/** How long a finished job ran; undefined without both ends, or when they contradict each other. */
export function ranMs({ start, end }: Job): number | undefined {
  if (start === undefined || end === undefined || end < start) return undefined;
  return milliseconds(end) - milliseconds(start);
}

/** For how long a job has been running; negative when it claims to start in the future. */
export function elapsedMs({ start }: Job, now: number): number | undefined {
  return start === undefined ? undefined : now - milliseconds(start);
}

/**
 * From its creation to its start. For a planned job most of this is the interval between two runs,
 * as an instance is made when the one before it starts (facts §2): it is no queueing time.
 */
export function waitedMs({ created, start }: Job): number | undefined {
  if (created === undefined || start === undefined || start < created) return undefined;
  return milliseconds(start) - milliseconds(created);
}
