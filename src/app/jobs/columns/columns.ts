/**
 * The columns of a job, an entry each. Screens, sorting and exports all follow from it: a page only
 * lists which ids it shows. Free of React, as the worker that writes exports reads it too.
 */
import type { Instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { actualStart, plannedStart, ranMs, waitedMs, type WithPlan } from '#insight/job-times.ts';
import { hasNotRun } from '#insight/status/statuses.ts';

/** What a column holds decides how it is shown, sorted and exported. Durations are milliseconds. */
export type JobColumn = {
  header: string;
  /** Name in an exported file's JSON; stays the same when a header changes. */
  key: string;
} & (
  | { kind: 'title' | 'status' | 'id'; value: (job: Job) => string }
  | { kind: 'user'; value: (job: Job) => string | undefined }
  | {
      kind: 'moment';
      value: (job: WithPlan) => Instant | undefined;
      /** What Vault wrote in the place of a date that can't be read. */
      unreadable: (job: Job) => string | undefined;
    }
  | { kind: 'duration'; value: (job: Job) => number | undefined }
);

export const jobColumns = {
  // Not `ID`: Excel takes a CSV file that begins with these two letters for a SYLK file.
  id: { header: 'Job ID', key: 'job_id', kind: 'id', value: ({ id }) => id },
  title: { header: 'Title', key: 'title', kind: 'title', value: ({ title }) => title },
  status: { header: 'Status', key: 'status', kind: 'status', value: ({ status }) => status },
  by: {
    header: 'Created by',
    key: 'created_by',
    kind: 'user',
    value: ({ createdBy }) => createdBy,
  },
  created: {
    header: 'Created',
    key: 'created',
    kind: 'moment',
    value: ({ created }) => created,
    unreadable: ({ unreadable }) => unreadable?.created,
  },
  modified: {
    header: 'Modified',
    key: 'modified',
    kind: 'moment',
    value: ({ modified }) => modified,
    unreadable: ({ unreadable }) => unreadable?.modified,
  },
  planned: {
    header: 'Planned',
    key: 'planned_start',
    kind: 'moment',
    value: plannedStart,
    unreadable: (job) => (hasNotRun(job) ? job.unreadable?.start : undefined),
  },
  started: {
    header: 'Started',
    key: 'run_start',
    kind: 'moment',
    value: actualStart,
    unreadable: (job) => (hasNotRun(job) ? undefined : job.unreadable?.start),
  },
  finished: {
    header: 'Finished',
    key: 'run_end',
    kind: 'moment',
    value: ({ end }) => end,
    unreadable: ({ unreadable }) => unreadable?.end,
  },
  // Not called waiting: an instance may be made a month before it is due (docs/vault-api.md §2).
  waited: {
    header: 'Created to start',
    key: 'created_to_start',
    kind: 'duration',
    value: waitedMs,
  },
  ran: { header: 'Ran', key: 'run', kind: 'duration', value: ranMs },
} satisfies Record<string, JobColumn>;

export type JobColumnId = keyof typeof jobColumns;
