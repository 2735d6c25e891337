/** Jobs told by their meaning, as a test or a world tells them; the moments follow and agree. */
import type { KnownStatus } from '#contract/status.ts';

import { day, hour, minute, second } from '../clock.ts';
import { neverRan, type Job } from './job.ts';

type Common = {
  title: string;
  /** Of its own choosing unless given. */
  id?: string;
  createdBy?: number;
  /** A job of the SDK, with this many tasks. */
  tasks?: number;
  disguise?: Record<string, unknown> | null;
};

export type Scheduled = Common & {
  /** How far ahead its start is planned; below 0 it is overdue and never starts by itself. */
  inMs?: number;
  /** Time it will take. */
  takesMs?: number;
  /** How it will end. */
  outcome?: KnownStatus;
  /** Distance to the next instance, which appears when this one starts. */
  everyMs?: number;
};

export type Queued = Common & {
  status?: 'QUEUEING' | 'QUEUED';
  forMs?: number;
  /** When it will start; never, unless given. */
  startsInMs?: number;
  takesMs?: number;
  outcome?: KnownStatus;
};

export type Running = Common & {
  forMs?: number;
  /** When it will end; never, unless given. */
  endsInMs?: number;
  outcome?: KnownStatus;
};

export type Finished = Common & {
  status?: KnownStatus;
  /** Since its end. */
  agoMs?: number;
  tookMs?: number;
  /** Between its creation and its start. */
  waitedMs?: number;
  /** Still listed among the monitors too. */
  lingers?: boolean;
} & Pick<Job, 'method' | 'fileBytes' | 'links'>;

type Unnamed = Omit<Job, 'id'>;

export function scheduled(given: Scheduled, now: number): Unnamed {
  const { inMs = hour, takesMs = minute, outcome = 'SUCCESS', everyMs } = given;
  const planned = now + inMs;
  const overdue = inMs < 0;
  return {
    ...common(given),
    // It appeared when the run before it started.
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

export function queued(given: Queued, now: number): Unnamed {
  const { status = 'QUEUED', forMs = 30 * second, startsInMs = Infinity } = given;
  const { takesMs = minute, outcome = 'SUCCESS' } = given;
  const asked = now - forMs;
  return {
    ...common(given),
    created: asked,
    queueing: asked,
    queued: status === 'QUEUED' ? Math.min(asked + 2 * second, now) : now + startsInMs,
    started: now + startsInMs,
    ended: now + startsInMs + takesMs,
    outcome,
    method: 'POST',
  };
}

export function running(given: Running, now: number): Unnamed {
  const { forMs = minute, endsInMs = Infinity, outcome = 'SUCCESS' } = given;
  const started = now - forMs;
  return {
    ...common(given),
    created: started - 10 * second,
    queueing: started - 10 * second,
    queued: started - 8 * second,
    started,
    ended: now + endsInMs,
    outcome,
    method: 'POST',
  };
}

export function finished(given: Finished, now: number): Unnamed {
  const { status = 'SUCCESS', agoMs = hour, tookMs = minute, waitedMs = 10 * second } = given;
  const ended = now - agoMs;
  const ran = !['FAILED_TO_RUN', 'MISSED_SCHEDULE', 'CANCELLED'].includes(status);
  const began = ran ? ended - tookMs : ended;
  const planned = status === 'MISSED_SCHEDULE';
  return {
    ...common(given),
    created: planned ? ended - day : began - waitedMs,
    ...(planned && { planned: ended - 5 * minute }),
    queueing: planned ? Infinity : began - waitedMs,
    queued: planned ? Infinity : Math.min(began, began - waitedMs + 2 * second),
    started: ran ? began : Infinity,
    ended,
    outcome: status,
    ...(given.lingers === true && { lingers: true }),
    ...(given.method && { method: given.method }),
    ...(given.fileBytes !== undefined && { fileBytes: given.fileBytes }),
    ...(given.links && { links: given.links }),
  };
}

/** Ends a job at once, whatever it was doing. */
export function finish(job: Job, status: KnownStatus, now: number) {
  const ran = !['FAILED_TO_RUN', 'MISSED_SCHEDULE', 'CANCELLED'].includes(status);
  if (ran) job.started = Math.min(job.started, now);
  else if (neverRan(job) || job.started > now) job.started = Infinity;
  job.queueing = Math.min(job.queueing, now);
  job.queued = Math.min(job.queued, now);
  job.ended = now;
  job.outcome = status;
}

function common({ title, createdBy = 1, tasks, disguise }: Common) {
  return {
    title,
    createdBy,
    ...(tasks !== undefined && { tasks }),
    ...(disguise !== undefined && { disguise }),
  };
}
