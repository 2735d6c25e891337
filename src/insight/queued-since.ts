/** Since when a queued job has been waiting, which no list of Vault says. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { plannedStart } from './job-times.ts';

/** In milliseconds since 1970. `seen` is at least since then. */
export type QueuedSince = { sinceMs: number; kind: 'planned' | 'seen' };

/** When each was first seen in the queue, by its id, in milliseconds since 1970. */
export type Seen = ReadonlyMap<string, number>;

/**
 * Since its plan, or at least since it was first seen in the queue: Vault does not say when a job was
 * queued, and its creation may lie a whole interval back (docs/vault-api.md §2). Undefined where
 * neither is known.
 */
export function queuedSince(job: Job, seen: Seen): QueuedSince | undefined {
  const planned = plannedStart(job);
  const seenMs = seen.get(job.id) ?? Infinity;
  const plannedMs = planned === undefined ? Infinity : milliseconds(planned);
  // One that was started before its time waits for no plan.
  if (plannedMs <= seenMs)
    return plannedMs === Infinity ? undefined : { sinceMs: plannedMs, kind: 'planned' };
  return { sinceMs: seenMs, kind: 'seen' };
}
