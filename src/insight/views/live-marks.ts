/** What has not finished, on an axis of time: what runs, waits in the queue or is planned. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import type { TitleRuns } from '../finished-runs.ts';
import { actualStart, plannedStart } from '../job-times.ts';
import { isFinished, phaseOf } from '../status/statuses.ts';
import type { Span } from '../throughput.ts';
import { usualDurations } from './titles.ts';

export type LiveMark = {
  /** `other`: of a status that is unknown. */
  kind: 'running' | 'queued' | 'planned' | 'other';
  job: Job;
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
  /** Past runs show how long one usually takes. */
  titles: readonly TitleRuns[];
};

/** Whether Vault gives no time at which it could be drawn. */
export function isUndated(job: Job): boolean {
  return !isFinished(job.status) && momentOf(job) === undefined;
}

function momentOf(job: Job): number | undefined {
  const at = phaseOf(job.status) === 'waiting' ? plannedStart(job) : actualStart(job);
  return at === undefined ? undefined : milliseconds(at);
}

/** By title. A job without a time that Vault gives is left out: nobody knows where it belongs. */
export function liveMarks({ axis, now, monitors, titles }: Asked): Map<string, LiveMark[]> {
  const durationOf = usualDurations(titles);
  const marks = new Map<string, LiveMark[]>();
  for (const job of monitors) {
    const mark = markOf(job, { now, usualMs: durationOf(job.title) ?? 0 });
    if (mark === undefined || mark.from >= axis.to) continue;
    if (Math.max(mark.to, mark.likelyTo ?? mark.to) < axis.from) continue;
    const before = marks.get(job.title);
    if (before === undefined) marks.set(job.title, [mark]);
    else before.push(mark);
  }
  return marks;
}

type Known = { now: number; usualMs: number };

function markOf(job: Job, { now, usualMs }: Known): LiveMark | undefined {
  const phase = phaseOf(job.status);
  const from = momentOf(job);
  if (isFinished(job.status) || from === undefined) return undefined;
  if (job.status === 'SCHEDULED') return { kind: 'planned', job, from, to: from + usualMs };
  // One that says it started in the future has not run for any time yet.
  const began = Math.min(from, now);
  if (phase === 'waiting') return { kind: 'queued', job, from: began, to: now };
  if (phase !== 'active') return { kind: 'other', job, from: began, to: now };
  const likelyTo = began + usualMs;
  return {
    kind: 'running',
    job,
    from: began,
    to: now,
    ...(likelyTo > now && { likelyTo }),
  };
}
