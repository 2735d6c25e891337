/** The columns of an exported job. One on screen is one, two or three in the file. */
import { type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { systemUserId } from '#contract/system.ts';

import { ranMs } from '../insight/job-times.ts';
import { isFinished, lookOf, phaseOf } from '../status/statuses.ts';
import type { ExportColumn, Value } from './table.ts';

/** `planned` where the job was seen before it ran: Vault forgets it then. */
export type ExportedJob = Job & { planned?: Instant | undefined };

/** What jobs don't know themselves. */
export type Known = {
  zone: string;
  /** Names of users, by id. */
  names: ReadonlyMap<string, string>;
  vault: string;
  madeMs: number;
};

export const jobColumnIds = [
  'id',
  'title',
  'status',
  'creator',
  'created',
  'modified',
  'planned',
  'start',
  'end',
  'wait',
  'ran',
  'late',
  'vault',
] as const;
export type JobColumnId = (typeof jobColumnIds)[number];

export function jobColumns(ids: readonly JobColumnId[], known: Known): ExportColumn<ExportedJob>[] {
  return ids.flatMap((id) => columnsOf(id, known));
}

function columnsOf(id: JobColumnId, known: Known): ExportColumn<ExportedJob>[] {
  switch (id) {
    case 'id':
      return [{ key: 'job_id', header: 'job_id', kind: 'id', value: (job) => job.id }];
    case 'title':
      return [text('title', ({ title }) => title)];
    case 'status':
      return [
        text('status', ({ status }) => status),
        text('status_label', ({ status }) => lookOf(status).word),
      ];
    case 'creator':
      return [
        {
          key: 'created_by_id',
          header: 'created_by_id',
          kind: 'id',
          value: (job) => job.createdBy,
        },
        text('created_by', ({ createdBy }) => nameOf(createdBy, known)),
      ];
    case 'created':
      return moments('created', known, ({ created }) => created);
    case 'modified':
      return moments('modified', known, ({ modified }) => modified);
    case 'planned':
      return moments('planned_start', known, plannedStart);
    case 'start':
      return moments('run_start', known, actualStart);
    case 'end':
      return moments('run_end', known, ({ end }) => end);
    case 'wait':
      // Not called waiting: an instance may be made a month before it is due
      // (docs/vault-api.md §2).
      return spans('created_to_start', (job) => secondsFrom(job.created, actualStart(job)));
    case 'ran':
      return spans('run', (job) => {
        const ran = isFinished(job.status) ? ranMs(job) : undefined;
        return ran === undefined ? undefined : ran / 1_000;
      });
    case 'late':
      return [
        {
          key: 'late_s',
          header: 'late_s',
          kind: 'seconds',
          value: (job) => late(job, known.madeMs),
        },
      ];
    case 'vault':
      return [text('vault', () => known.vault)];
  }
}

function text(key: string, value: (job: ExportedJob) => Value): ExportColumn<ExportedJob> {
  return { key, header: key, kind: 'text', value };
}

/** Each moment twice: on the clocks of the zone, which the header names, and in UTC. */
function moments(
  key: string,
  { zone }: Known,
  read: (job: ExportedJob) => Instant | undefined,
): ExportColumn<ExportedJob>[] {
  // Asked twice for each job, and reading a date is what an export of jobs does most.
  let last: { job: ExportedJob; at: Value } | undefined;
  const value = (job: ExportedJob) => {
    if (last?.job === job) return last.at;
    const moment = read(job);
    const at = moment === undefined ? undefined : milliseconds(moment);
    last = { job, at };
    return at;
  };
  return [
    { key, header: `${key} (${zone})`, kind: 'zoned', value },
    { key: `${key}_utc`, header: `${key}_utc`, kind: 'instant', value },
  ];
}

function spans(key: string, value: (job: ExportedJob) => Value): ExportColumn<ExportedJob>[] {
  return [
    { key: `${key}_s`, header: `${key}_s`, kind: 'seconds', value },
    { key: `${key}_clock`, header: `${key} (h:mm:ss)`, kind: 'clock', value },
  ];
}

function nameOf(id: string | undefined, { names }: Known): string | undefined {
  if (id === undefined) return undefined;
  return names.get(id) ?? (id === systemUserId ? 'System' : undefined);
}

/** While a job waits, and where its time passed without a run, Vault's start is the plan. */
function isPlan({ status }: ExportedJob): boolean {
  return phaseOf(status) === 'waiting' || status === 'MISSED_SCHEDULE';
}

function plannedStart(job: ExportedJob): Instant | undefined {
  return isPlan(job) ? (job.planned ?? job.start) : job.planned;
}

function actualStart(job: ExportedJob): Instant | undefined {
  return isPlan(job) ? undefined : job.start;
}

/** Undefined where the two are unknown or contradict each other. */
function secondsFrom(before: Instant | undefined, after: Instant | undefined): number | undefined {
  if (before === undefined || after === undefined || after < before) return undefined;
  return (milliseconds(after) - milliseconds(before)) / 1_000;
}

/**
 * How long after its plan a job started, negative where Start now brought it forward; of one that
 * still waits past its plan, how long so far. Unknown where the plan is.
 */
function late(job: ExportedJob, madeMs: number): number | undefined {
  const planned = plannedStart(job);
  if (planned === undefined) return undefined;
  const start = actualStart(job);
  if (start !== undefined) return (milliseconds(start) - milliseconds(planned)) / 1_000;
  const sofar = (madeMs - milliseconds(planned)) / 1_000;
  return phaseOf(job.status) === 'waiting' && sofar > 0 ? sofar : undefined;
}
