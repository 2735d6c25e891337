/** Which queued job has been waiting for the longest, which sums over finished jobs don't show. */
import type { Job } from '#contract/jobs.ts';

import { queuedSince, type QueuedSince, type Seen } from '../queued-since.ts';
import { isQueued } from '../status/statuses.ts';

export type QueuedJob = QueuedSince & { job: Job };

/** The longest wait first. */
export function queuedJobs(
  monitors: readonly Job[],
  { seen, now }: { seen: Seen; now: number },
): QueuedJob[] {
  return monitors
    .filter(({ status }) => isQueued(status))
    .map((job): QueuedJob => ({ job, sinceMs: now, kind: 'seen', ...queuedSince(job, seen) }))
    .toSorted((a, b) => a.sinceMs - b.sinceMs);
}
