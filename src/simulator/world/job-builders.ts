/** Builds jobs with consistent moments from what a test or a world says of them. */
import type { KnownStatus } from '#contract/status.ts';

import { day, hour, minute, second } from '../clock.ts';
import { neverRan, type Job } from './job.ts';

type Common = {
  title: string;
  /** Chosen by the world if absent. */
  id?: string;
  createdBy?: number;
  /** Number of tasks; only SDK jobs have some. */
  tasks?: number;
  overrides?: Record<string, unknown> | null;
};

export type Scheduled = Common & {
  /** Time to its scheduled start; if negative, it is overdue and never starts by itself. */
  inMs?: number;
  /** How long it will run. */
  takesMs?: number;
  /** How it will end. */
  outcome?: KnownStatus;
  /** Time to the next instance, which is created when this one starts. */
  everyMs?: number;
};

export type Queued = Common & {
  status?: 'QUEUEING' | 'QUEUED';
  forMs?: number;
  /** Time to its start; never, if absent. */
  startsInMs?: number;
  takesMs?: number;
  outcome?: KnownStatus;
};

export type Running = Common & {
  forMs?: number;
  /** Time to its end; never, if absent. */
  endsInMs?: number;
  outcome?: KnownStatus;
};

export type Finished = Common & {
  status?: KnownStatus;
  /** Time since its end. */
  agoMs?: number;
  tookMs?: number;
  /** Time from its creation to its start. */
  waitedMs?: number;
  /** Still listed as a monitor too. */
  inBothLists?: boolean;
} & Pick<Job, 'method' | 'fileBytes' | 'links'>;

type WithoutId = Omit<Job, 'id'>;

export function scheduled(fields: Scheduled, now: number): WithoutId {
  const { inMs = hour, takesMs = minute, outcome = 'SUCCESS', everyMs } = fields;
  const planned = now + inMs;
  const overdue = inMs < 0;
  return {
    ...common(fields),
    // It was created when the run before it started.
    created:
      everyMs === undefined ? Math.min(now, planned) - hour : Math.min(now, planned - everyMs),
    planned,
    queueing: overdue ? Infinity : planned,
    queued: overdue ? Infinity : planned + 2 * second,
    started: overdue ? Infinity : planned + 5 * second,
    ended: overdue ? Infinity : planned + 5 * second + takesMs,
    outcome,
    ...(everyMs !== undefined && { every: everyMs }),
  };
}

export function queued(fields: Queued, now: number): WithoutId {
  const { status = 'QUEUED', forMs = 30 * second, startsInMs = Infinity } = fields;
  const { takesMs = minute, outcome = 'SUCCESS' } = fields;
  const requested = now - forMs;
  return {
    ...common(fields),
    created: requested,
    queueing: requested,
    queued: status === 'QUEUED' ? Math.min(requested + 2 * second, now) : now + startsInMs,
    started: now + startsInMs,
    ended: now + startsInMs + takesMs,
    outcome,
    method: 'POST',
  };
}

export function running(fields: Running, now: number): WithoutId {
  const { forMs = minute, endsInMs = Infinity, outcome = 'SUCCESS' } = fields;
  const started = now - forMs;
  return {
    ...common(fields),
    created: started - 10 * second,
    queueing: started - 10 * second,
    queued: started - 8 * second,
    started,
    ended: now + endsInMs,
    outcome,
    method: 'POST',
  };
}

export function finished(fields: Finished, now: number): WithoutId {
  const { status = 'SUCCESS', agoMs = hour, tookMs = minute, waitedMs = 10 * second } = fields;
  const ended = now - agoMs;
  const ran = !['FAILED_TO_RUN', 'MISSED_SCHEDULE', 'CANCELLED'].includes(status);
  const began = ran ? ended - tookMs : ended;
  const planned = status === 'MISSED_SCHEDULE';
  return {
    ...common(fields),
    created: planned ? ended - day : began - waitedMs,
    ...(planned && { planned: ended - 5 * minute }),
    queueing: planned ? Infinity : began - waitedMs,
    queued: planned ? Infinity : Math.min(began, began - waitedMs + 2 * second),
    started: ran ? began : Infinity,
    ended,
    outcome: status,
    ...(fields.inBothLists === true && { inBothLists: true }),
    ...(fields.method && { method: fields.method }),
    ...(fields.fileBytes !== undefined && { fileBytes: fields.fileBytes }),
    ...(fields.links && { links: fields.links }),
  };
}

/** Ends a job now, whatever its status. */
export function finish(job: Job, status: KnownStatus, now: number) {
  const ran = !['FAILED_TO_RUN', 'MISSED_SCHEDULE', 'CANCELLED'].includes(status);
  if (ran) job.started = Math.min(job.started, now);
  else if (neverRan(job) || job.started > now) job.started = Infinity;
  job.queueing = Math.min(job.queueing, now);
  job.queued = Math.min(job.queued, now);
  job.ended = now;
  job.outcome = status;
}

function common({ title, createdBy = 1, tasks, overrides }: Common) {
  return {
    title,
    createdBy,
    ...(tasks !== undefined && { tasks }),
    ...(overrides !== undefined && { overrides }),
  };
}
