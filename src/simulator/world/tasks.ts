/** Tasks of SDK jobs: a few run in parallel and end in order (docs/vault-api.md §10). */
import { minute } from '../clock.ts';
import { neverRan, type Job } from './job.ts';
import { draw, hashOf } from './random.ts';

export type TaskState = 'SUCCESS' | 'ERRORS_ENCOUNTERED' | 'RUNNING' | 'QUEUED';

/** How many of a job's tasks run in parallel. */
const parallelTasks = 4;

/** The number of tasks so far: none if the job never ran. */
export function taskCount(job: Job, now: number): number {
  return now >= job.ended && neverRan(job) ? 0 : (job.tasks ?? 0);
}

/** The state of a job's nth task, counted from 0. */
export function taskState(job: Job, nth: number, now: number): TaskState {
  const count = job.tasks ?? 0;
  const done = Math.floor(shareDone(job, now) * count);
  if (nth < done) return hasFailed(job, nth) ? 'ERRORS_ENCOUNTERED' : 'SUCCESS';
  return now >= job.started && nth < done + parallelTasks ? 'RUNNING' : 'QUEUED';
}

/**
 * Number of tasks by state. No source shows this part of an answer; its keys are a guess
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
 * A job with a failed task doesn't end in SUCCESS, and any other job has at least one
 * (docs/vault-api.md §10).
 */
function hasFailed(job: Job, nth: number): boolean {
  if (job.outcome === 'SUCCESS') return false;
  const key = hashOf(job.id);
  const certain = Math.floor(draw(key) * (job.tasks ?? 0));
  return nth === certain || draw(key, nth) < 0.06;
}
