/** What has not finished, on an axis of time: what runs, waits in the queue or is planned. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { isFinished, phaseOf } from '../status/statuses.ts';
import { actualStart, plannedStart } from './job-times.ts';
import type { Span } from './throughput.ts';
import { usualByTitle } from './usual.ts';

export type LiveMark = {
  /** `other`: of a status that is unknown. */
  kind: 'running' | 'queued' | 'planned' | 'other';
  jobs: readonly Job[];
  /**
   * What runs goes from its start to now, what is queued from its planned time to now, and what is
   * planned from its plan for as long as it usually takes.
   */
  from: number;
  to: number;
  /** When what runs ends if it takes as long as usual; undefined where that has passed. */
  likelyTo?: number;
};

type Asked = {
  axis: Span;
  now: number;
  monitors: readonly Job[];
  /** For how long runs usually take. */
  finished: readonly Job[];
};

/** By title. A job without a time that Vault gives is left out: nobody knows where it belongs. */
export function liveMarks({ axis, now, monitors, finished }: Asked): Map<string, LiveMark[]> {
  const usual = usualByTitle(finished);
  const titles = new Map<string, LiveMark[]>();
  for (const job of monitors) {
    const mark = markOf(job, { now, usualMs: usual.get(job.title)?.medianMs ?? 0 });
    if (mark === undefined || mark.from >= axis.to) continue;
    if (Math.max(mark.to, mark.likelyTo ?? mark.to) < axis.from) continue;
    const before = titles.get(job.title);
    if (before === undefined) titles.set(job.title, [mark]);
    else before.push(mark);
  }
  return titles;
}

type Known = { now: number; usualMs: number };

function markOf(job: Job, { now, usualMs }: Known): LiveMark | undefined {
  if (isFinished(job.status)) return undefined;
  const phase = phaseOf(job.status);
  const at = (phase === 'waiting' ? plannedStart(job) : actualStart(job)) ?? undefined;
  if (at === undefined) return undefined;
  const from = milliseconds(at);
  const jobs = [job];
  if (job.status === 'SCHEDULED') return { kind: 'planned', jobs, from, to: from + usualMs };
  // One that says it started in the future has not run for any time yet.
  const began = Math.min(from, now);
  if (phase === 'waiting') return { kind: 'queued', jobs, from: began, to: now };
  if (phase !== 'active') return { kind: 'other', jobs, from: began, to: now };
  const likelyTo = began + usualMs;
  return {
    kind: 'running',
    jobs,
    from: began,
    to: now,
    ...(likelyTo > now && { likelyTo }),
  };
}
