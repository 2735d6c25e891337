/** What else Vault was running while a job ran. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { phaseOf } from '../status/statuses.ts';
import { actualStart, ranMs } from './job-times.ts';

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
  const [from, to] = [milliseconds(start), milliseconds(end)];
  const others = new Map<string, Job>();
  for (const other of finished) {
    const began = actualStart(other);
    if (began === undefined || other.end === undefined || other.id === job.id) continue;
    if (milliseconds(began) < to && milliseconds(other.end) > from) others.set(other.id, other);
  }
  for (const other of monitors) {
    const isRunning = phaseOf(other.status) === 'active' && other.start !== undefined;
    if (isRunning && milliseconds(other.start ?? end) < to) others.set(other.id, other);
  }
  return [...others.values()];
}
