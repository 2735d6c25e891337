/** The columns of an exported job. A column of the screen becomes one or two in the file. */
import { milliseconds } from '#contract/instant.ts';
import { systemUserId } from '#contract/system-user.ts';
import { actualStart, plannedStart, type WithPlan } from '#insight/job-times.ts';
import { lookOf, phaseOf } from '#insight/status/statuses.ts';

import { type JobColumn, type JobColumnId, jobColumns } from '../jobs/columns/columns.ts';
import type { ExportColumn, Value } from './table.ts';

export type ExportedJob = WithPlan;

/** What jobs don't know themselves. */
export type Known = {
  zone: string;
  /** Names of users, by id. */
  names: ReadonlyMap<string, string>;
  vault: string;
  madeMs: number;
};

export type ExportColumnId = JobColumnId | 'late' | 'vault';

/** Those of a job, and two that depend on when and from which Vault the file was made. */
export const exportColumnIds: readonly ExportColumnId[] = [
  ...Object.keys(jobColumns).filter(isJobColumn),
  'late',
  'vault',
];

function isJobColumn(id: string): id is JobColumnId {
  return Object.hasOwn(jobColumns, id);
}

export function exportColumns(
  ids: readonly ExportColumnId[],
  known: Known,
): ExportColumn<ExportedJob>[] {
  return ids.flatMap((id) => columnsOf(id, known));
}

function columnsOf(id: ExportColumnId, known: Known): ExportColumn<ExportedJob>[] {
  if (id === 'vault')
    return [{ key: 'vault', header: 'Vault', kind: 'text', value: () => known.vault }];
  if (id === 'late') {
    const value = (job: ExportedJob) => lateSeconds(job, known.madeMs);
    return [{ key: 'late_s', header: 'Late (s)', kind: 'seconds', value }];
  }
  return cellsOf(jobColumns[id], known);
}

function cellsOf(column: JobColumn, known: Known): ExportColumn<ExportedJob>[] {
  const { key, header } = column;
  switch (column.kind) {
    case 'id':
      return [{ key, header, kind: 'id', value: column.value }];
    case 'title':
      return [{ key, header, kind: 'text', value: column.value }];
    case 'status': {
      const word = (job: ExportedJob) => lookOf(column.value(job)).word;
      return [
        { key: `${key}_label`, header, kind: 'text', value: word },
        { key, header: `${header} in Vault`, kind: 'text', value: column.value },
      ];
    }
    case 'user': {
      const name = (job: ExportedJob) => nameOf(column.value(job), known);
      return [
        { key, header, kind: 'text', value: name },
        { key: `${key}_id`, header: `${header} (user ID)`, kind: 'id', value: column.value },
      ];
    }
    case 'moment':
      return moments(column, known);
    case 'duration': {
      const seconds = (job: ExportedJob) => {
        const ms = column.value(job);
        return ms === undefined ? undefined : ms / 1_000;
      };
      return [
        { key: `${key}_s`, header: `${header} (s)`, kind: 'seconds', value: seconds },
        { key: `${key}_clock`, header: `${header} (h:mm:ss)`, kind: 'clock', value: seconds },
      ];
    }
  }
}

/** Each moment twice: in the zone, which the header names, and in UTC. */
function moments(
  { key, header, value: read, unreadable }: Extract<JobColumn, { kind: 'moment' }>,
  { zone }: Known,
): ExportColumn<ExportedJob>[] {
  // Asked twice for each job, and reading a date is what an export of jobs does most.
  let last: { job: ExportedJob; at: Value } | undefined;
  const value = (job: ExportedJob) => {
    if (last?.job === job) return last.at;
    const moment = read(job);
    const at = moment === undefined ? unreadable(job) : milliseconds(moment);
    last = { job, at };
    return at;
  };
  return [
    { key, header: `${header} (${zone})`, kind: 'zoned', value },
    // Without brackets: where the zone is UTC, the two would have the same header.
    { key: `${key}_utc`, header: `${header} UTC`, kind: 'instant', value },
  ];
}

function nameOf(id: string | undefined, { names }: Known): string | undefined {
  if (id === undefined) return undefined;
  return names.get(id) ?? (id === systemUserId ? 'System' : undefined);
}

/**
 * How long after its plan a job started, negative where Start now brought it forward; of one that
 * still waits past its plan, how long so far. Unknown where the plan is.
 */
function lateSeconds(job: ExportedJob, madeMs: number): number | undefined {
  const planned = plannedStart(job);
  if (planned === undefined) return undefined;
  const start = actualStart(job);
  if (start !== undefined) return (milliseconds(start) - milliseconds(planned)) / 1_000;
  const soFar = (madeMs - milliseconds(planned)) / 1_000;
  return phaseOf(job.status) === 'waiting' && soFar > 0 ? soFar : undefined;
}
