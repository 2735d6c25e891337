/** Tasks of SDK jobs: a few run at once, the first ones end first (docs/vault-api.md §10). */
import { minute } from '../clock.ts';
import { neverRan, type Job } from './job.ts';
import { draw, reasonOf } from './random.ts';

export type TaskState = 'SUCCESS' | 'ERRORS_ENCOUNTERED' | 'RUNNING' | 'QUEUED';

/** How many of a job's tasks Vault works on at once. */
const atOnce = 4;

/** How many tasks there are by now: none of a job that never ran. */
export function taskCount(job: Job, now: number): number {
  return now >= job.ended && neverRan(job) ? 0 : (job.tasks ?? 0);
}

/** The state of a job's nth task, counted from 0. */
export function taskState(job: Job, nth: number, now: number): TaskState {
  const count = job.tasks ?? 0;
  const done = Math.floor(shareDone(job, now) * count);
  if (nth < done) return fails(job, nth) ? 'ERRORS_ENCOUNTERED' : 'SUCCESS';
  return now >= job.started && nth < done + atOnce ? 'RUNNING' : 'QUEUED';
}

/**
 * Sums by state. No source shows this part of an answer; its keys are a guess
 * (docs/vault-api.md §1a).
 */
export function progressOf(job: Job, now: number): { status: string; size: number }[] {
  const sums = new Map<TaskState, number>();
  for (let nth = 0; nth < taskCount(job, now); nth += 1) {
    const state = taskState(job, nth, now);
    sums.set(state, (sums.get(state) ?? 0) + 1);
  }
  return [...sums].map(([status, size]) => ({ status, size }));
}

function shareDone(job: Job, now: number): number {
  if (now >= job.ended) return 1;
  if (now < job.started) return 0;
  if (job.ended === Infinity) return 1 - Math.exp((job.started - now) / (10 * minute));
  return (now - job.started) / (job.ended - job.started);
}

/**
 * A job with a failed task can't end well, one that ends badly has at least one
 * (docs/vault-api.md §10).
 */
function fails(job: Job, nth: number): boolean {
  if (job.outcome === 'SUCCESS') return false;
  const reason = reasonOf(job.id);
  const sure = Math.floor(draw(reason) * (job.tasks ?? 0));
  return nth === sure || draw(reason, nth) < 0.06;
}
