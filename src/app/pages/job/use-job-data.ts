/** All that is known of one job, joined from its status, Vault's lists and the archive. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { Job, JobDetail } from '#contract/jobs.ts';
import { hasNotRun, isFinished } from '#insight/status/statuses.ts';

import { finishedJobs } from '../../archive/finished-jobs.ts';
import { useArchive } from '../../archive/use-archive.ts';
import { findInListsQuery } from '../../queries/find-in-lists.ts';
import { jobStatusQuery, monitorsQuery, recentHistoriesQuery } from '../../queries/jobs.ts';

export type JobData = {
  /** Undefined until an answer has it. */
  job: Job | undefined;
  /** Null: no list has its title. Undefined: still looking. */
  title: string | null | undefined;
  error: Error | null;
  detail: (JobDetail & { raw: string }) | undefined;
  /** Jobs of all titles, as far as they have been read. */
  finished: readonly Job[];
  unfinished: readonly Job[];
  /** Whether `finished` is the whole history. */
  isComplete: boolean;
};

export function useJobData(id: string): JobData {
  const status = useQuery(jobStatusQuery(id));
  const monitors = useQuery(monitorsQuery);
  const recent = useQuery(recentHistoriesQuery);
  const { jobs, state } = useArchive();
  const archived = jobs.all();
  const unfinished = monitors.data?.jobs ?? [];
  const finished = finishedJobs(archived, recent.data?.jobs);
  const detail = status.data;
  // A query without data forgets its error when it is sent again, which may take 10 s.
  const [failed, setFailed] = useState({ id, error: status.error });
  if (status.error !== null && status.error !== failed.error)
    setFailed({ id, error: status.error });
  const lastError = failed.id === id && detail === undefined ? failed.error : null;

  const found =
    [...(recent.data?.jobs ?? []), ...unfinished].find((job) => job.id === id) ??
    archived.find((job) => job.id === id);
  // A job may have left one list before the other has it: until then, its last row stays.
  const [last, setLast] = useState(found);
  if (found !== undefined && found !== last) setLast(found);
  const row = found ?? (last?.id === id ? last : undefined);
  // Reading the archive takes a moment, and may save the call.
  const isOpen = state.activity.kind !== 'opening';
  const haveLooked = isOpen && monitors.data !== undefined && recent.data !== undefined;
  const search = useQuery({
    ...findInListsQuery(detail?.job),
    enabled: row === undefined && haveLooked && detail !== undefined,
  });
  const listed = row ?? search.data ?? undefined;

  return {
    job: mergedJob(detail, listed, found && monitors.data?.asOf),
    title: listed?.title ?? (search.data === null || search.isError ? null : undefined),
    error: status.error ?? lastError,
    detail: detail && { ...detail.job, raw: detail.raw },
    finished,
    unfinished,
    isComplete: state.coverage.kind === 'complete',
  };
}

/** The later of the two answers counts; one that says the job has finished always does. */
export function mergedJob(
  detail: { job: JobDetail; asOf: string } | undefined,
  listed: Job | undefined,
  listedAsOf: string | undefined,
): Job | undefined {
  if (detail === undefined) return listed;
  // Whether it ever ran depends on its end: what either answer has counts on all pages.
  const ended = { ...detail.job, end: detail.job.end ?? listed?.end };
  const fromStatus = {
    ...ended,
    start: detail.job.start ?? startFor(ended, listed),
    title: listed?.title ?? '',
    modifiedBy: listed?.modifiedBy,
    modified: listed?.modified,
  };
  if (listed === undefined || isFinished(detail.job.status)) return fromStatus;
  const listIsLater = isFinished(listed.status) || (listedAsOf ?? '') > detail.asOf;
  return listIsLater ? listed : fromStatus;
}

/** The list's start, unless it is the plan of a job that has run since, or the other way round. */
function startFor(job: Omit<JobDetail, 'start'>, listed: Job | undefined): Job['start'] {
  return listed !== undefined && hasNotRun(listed) === hasNotRun(job) ? listed.start : undefined;
}
