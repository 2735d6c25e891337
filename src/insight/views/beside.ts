/** What else Vault was running while a job ran. */
import type { Job } from '#contract/jobs.ts';

import { actualStart, ranMs } from '../job-times.ts';
import { phaseOf } from '../status/statuses.ts';

/**
 * The jobs that ran for some of the time, finished or not; undefined where it is not known when the
 * job itself ran. A finished one without both ends can't be told, and is left out.
 */
export function besides(
  job: Job,
  { finished, monitors }: { finished: readonly Job[]; monitors: readonly Job[] },
): readonly Job[] | undefined {
  const [start, end] = [actualStart(job), job.end];
  if (start === undefined || end === undefined || ranMs(job) === undefined) return undefined;
  const others = new Map<string, Job>();
  for (const other of finished) {
    const began = actualStart(other);
    if (began === undefined || other.end === undefined || other.id === job.id) continue;
    // Instants are in order as texts are, and 100,000 of them are compared.
    if (began < end && other.end > start) others.set(other.id, other);
  }
  for (const other of monitors) {
    const isRunning = phaseOf(other.status) === 'active';
    if (isRunning && other.start !== undefined && other.start < end) others.set(other.id, other);
  }
  return [...others.values()];
}
