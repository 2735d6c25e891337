/** The past runs of a title: what they took, and whether it gets worse. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { overAt, ranMs, waitedMs } from './job-times.ts';
import { isBad, phaseOf } from './status/statuses.ts';
import { percentile } from './usual.ts';

export type Run = { job: Job; ranMs: number | undefined; waitedMs: number | undefined };

export type PastRuns = {
  /** Oldest first. */
  runs: Run[];
  /** Of the runs that succeeded. */
  medianMs: number | undefined;
  failed: number;
  /** Ended well or badly: what a failure rate is out of. */
  counted: number;
  /** Failure rates of the older and the newer half, where each has enough runs to say. */
  trend: { before: number; lately: number } | undefined;
  /** Whether the time before the start says something: a planned run's is mostly its interval. */
  showsWait: boolean;
};

const fewestForTrend = 10;

export function pastRuns(finished: readonly Job[], title: string, most = 50): PastRuns {
  const jobs = finished
    .filter((job) => job.title === title && title !== '')
    .toSorted((a, b) => ((overAt(a) ?? '') < (overAt(b) ?? '') ? -1 : 1))
    .slice(-most);
  const runs = jobs.map((job) => ({ job, ranMs: ranMs(job), waitedMs: waitedMs(job) }));
  const took = sorted(
    runs.flatMap((run) => (run.job.status === 'SUCCESS' ? (run.ranMs ?? []) : [])),
  );
  const waited = sorted(runs.flatMap((run) => run.waitedMs ?? []));
  const medianMs = took.length === 0 ? undefined : percentile(took, 0.5);
  const counted = jobs.filter(isCounted);
  const half = Math.floor(counted.length / 2);
  return {
    runs,
    medianMs,
    failed: counted.filter(({ status }) => isBad(status)).length,
    counted: counted.length,
    trend:
      counted.length < fewestForTrend
        ? undefined
        : { before: failureRate(counted.slice(0, half)), lately: failureRate(counted.slice(half)) },
    showsWait:
      medianMs !== undefined && waited.length > 0 && percentile(waited, 0.5) <= medianMs * 4,
  };
}

function isCounted({ status }: Job): boolean {
  const phase = phaseOf(status);
  return phase === 'well' || phase === 'badly';
}

function failureRate(jobs: readonly Job[]): number {
  return jobs.length === 0 ? 0 : jobs.filter(({ status }) => isBad(status)).length / jobs.length;
}

function sorted(values: number[]): number[] {
  return values.toSorted((a, b) => a - b);
}

/** The runs of the title just before and after one, by their start. */
export function neighbours(
  known: readonly Job[],
  job: Job,
): { previous: Job | undefined; next: Job | undefined } {
  const at = startOf(job);
  const others = known.filter(
    (other) => other.title === job.title && other.id !== job.id && job.title !== '',
  );
  const before = others
    .filter((other) => startOf(other) < at)
    .toSorted((a, b) => startOf(b) - startOf(a));
  const after = others
    .filter((other) => startOf(other) >= at)
    .toSorted((a, b) => startOf(a) - startOf(b));
  return { previous: before[0], next: after[0] };
}

function startOf({ start, created }: Job): number {
  const at = start ?? created;
  return at === undefined ? 0 : milliseconds(at);
}
