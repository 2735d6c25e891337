/** All that is known of one job, from whichever answer knows it. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import type { Job, JobDetail } from '#contract/jobs.ts';

import { useArchive } from '../../archive/use-archive.ts';
import { listedQuery } from '../../queries/find-in-lists.ts';
import { jobStatusQuery, monitorsQuery, recentHistoriesQuery } from '../../queries/jobs.ts';
import { isFinished } from '../../status/statuses.ts';

export type KnownJob = {
  /** Undefined until any answer tells of it. */
  job: Job | undefined;
  /** Null: no list knows its title. Undefined: still looking. */
  title: string | null | undefined;
  error: Error | null;
  detail: (JobDetail & { raw: string }) | undefined;
  /** Finished jobs that are known, of all titles; and how much that is. */
  finished: readonly Job[];
  unfinished: readonly Job[];
  whole: boolean;
};

export function useKnownJob(id: string): KnownJob {
  const asked = useQuery(jobStatusQuery(id));
  const monitors = useQuery(monitorsQuery);
  const recent = useQuery(recentHistoriesQuery);
  const { jobs: archived, state } = useArchive();
  const unfinished = monitors.data?.jobs ?? [];
  const finished = archived.length > 0 ? archived : (recent.data?.jobs ?? []);
  const detail = asked.data;
  // Asked again, a query without data forgets why it failed; the asking may wait 10 s in line.
  const [failed, keepFailed] = useState({ id, error: asked.error });
  if (asked.error !== null && asked.error !== failed.error) keepFailed({ id, error: asked.error });
  const before = failed.id === id && detail === undefined ? failed.error : null;

  const found =
    [...(recent.data?.jobs ?? []), ...unfinished].find((job) => job.id === id) ??
    archived.find((job) => job.id === id);
  // Between the list that a job has left and the one that tells of it next, its title stays.
  const [last, keep] = useState(found);
  if (found !== undefined && found !== last) keep(found);
  const row = found ?? (last?.id === id ? last : undefined);
  // What the device keeps takes a moment to be read, and may save the call.
  const isOpen = state.activity.kind !== 'opening';
  const looked = isOpen && monitors.data !== undefined && recent.data !== undefined;
  const sought = useQuery({
    ...listedQuery(detail?.job),
    enabled: row === undefined && looked && detail !== undefined,
  });
  const listed = row ?? sought.data ?? undefined;

  return {
    job: joined(detail, listed, found && monitors.data?.asOf),
    title: listed?.title ?? (sought.data === null || sought.isError ? null : undefined),
    error: asked.error ?? before,
    detail: detail && { ...detail.job, raw: detail.raw },
    finished,
    unfinished,
    whole: state.coverage.kind === 'complete',
  };
}

/** Of two answers the later one is right, and one that says it has finished always is. */
function joined(
  detail: { job: JobDetail; asOf: string } | undefined,
  listed: Job | undefined,
  listedAsOf: string | undefined,
): Job | undefined {
  if (detail === undefined) return listed;
  const unlisted = {
    ...detail.job,
    title: listed?.title ?? '',
    modifiedBy: listed?.modifiedBy,
    modified: listed?.modified,
  };
  if (listed === undefined || isFinished(detail.job.status)) return unlisted;
  const listIsLater = isFinished(listed.status) || (listedAsOf ?? '') > detail.asOf;
  return listIsLater ? listed : unlisted;
}
