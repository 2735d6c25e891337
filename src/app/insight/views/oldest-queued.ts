/** For how long the oldest queued job has been waiting, which sums over finished jobs don't show. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { isQueued } from '../../status/statuses.ts';
import { plannedStart } from '../job-times.ts';

/**
 * Since its plan, or at least since it was first seen in the queue: Vault does not say when a job was
 * queued, and its creation may lie a whole interval back (docs/vault-api.md §2).
 */
export type QueuedJob = { job: Job; sinceMs: number; kind: 'planned' | 'seen' };

type Known = {
  /** When each was first seen in the queue, by its id, in milliseconds since 1970. */
  seen: ReadonlyMap<string, number>;
  now: number;
};

/** The longest wait first. */
export function queuedJobs(monitors: readonly Job[], { seen, now }: Known): QueuedJob[] {
  return monitors
    .filter(({ status }) => isQueued(status))
    .map((job): QueuedJob => {
      const planned = plannedStart(job);
      const seenMs = seen.get(job.id) ?? now;
      const plannedMs = planned === undefined ? Infinity : milliseconds(planned);
      // One that was started before its time waits for no plan.
      return plannedMs <= seenMs
        ? { job, sinceMs: plannedMs, kind: 'planned' }
        : { job, sinceMs: seenMs, kind: 'seen' };
    })
    .toSorted((a, b) => a.sinceMs - b.sinceMs);
}
