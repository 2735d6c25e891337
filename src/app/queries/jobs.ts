/** What Vault says of jobs, as query and mutation options. */
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';

import type { Answer } from '#contract/client.ts';
import type { Output } from '#contract/endpoint.ts';
import { VaultError } from '#contract/envelope.ts';
import { histories, type Job, jobStatus, monitors } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';
import { joinPages, readAll, type ReadPage } from '#contract/read-all.ts';
import { badStatuses, isFinished, phaseOf } from '#insight/status/statuses.ts';

import { call } from './call.ts';
import { live } from './live.ts';
import { askAgainMs, nextPoll, type PollInfo, slowPoll } from './polling.ts';
import { keyOf, queryOf } from './query.ts';

/** A page of jobs, finished or not. */
export type JobsPage = Output<typeof monitors>;

export const jobsOf = ({ jobs }: JobsPage) => jobs;

/** A list as one answer, however many pages it took. */
export type JobList = PollInfo & {
  jobs: Job[];
  /** Rows without an id, which can't be shown. */
  unreadable: number;
  /** Rows that stood twice on a page, and are left out once. */
  repeated: number;
  /** How many Vault counts; undefined if it doesn't say. */
  total: number | undefined;
  skewMs: number | undefined;
};

/**
 * A row that says the same as before stays the same object, so that a page renders only those that
 * changed. Rows are compared, not whole answers: query-core's own way walks through each of them
 * field by field, old and new, whether or not their jobs are the same.
 */
export function shareRows(before: JobList | undefined, after: JobList): JobList {
  if (before === undefined) return after;
  const known = new Map(before.jobs.map((job) => [job.id, job]));
  const jobs = after.jobs.map((job) => {
    const old = known.get(job.id);
    return old !== undefined && isSameJob(old, job) ? old : job;
  });
  const isSame =
    jobs.length === before.jobs.length && jobs.every((job, at) => job === before.jobs[at]);
  return { ...after, jobs: isSame ? before.jobs : jobs };
}

function isSameJob(a: Job, b: Job): boolean {
  return (
    a.title === b.title &&
    a.status === b.status &&
    a.createdBy === b.createdBy &&
    a.created === b.created &&
    a.modifiedBy === b.modifiedBy &&
    a.modified === b.modified &&
    a.start === b.start &&
    a.end === b.end &&
    JSON.stringify(a.unreadable) === JSON.stringify(b.unreadable)
  );
}

/**
 * As long as the proxy gives everybody the same answer: a page that opens with one from just now,
 * such as the one that its loader waited for, would get it again and draw its rows twice.
 */
export const sharedMs = 5_000;

export const sharing = {
  structuralSharing: (before: unknown, after: unknown) =>
    isJobList(before) && isJobList(after) ? shareRows(before, after) : after,
};

function isJobList(data: unknown): data is JobList {
  return typeof data === 'object' && data !== null && 'jobs' in data;
}

/** All jobs that have not finished. Polled: see `polling.ts`. */
export const monitorsQuery = queryOptions({
  queryKey: keyOf(monitors, { limit: longestPage }),
  queryFn: async ({ signal }) =>
    readMonitors(async (offset) =>
      call(monitors, { limit: longestPage, ...(offset > 0 && { offset }) }, { signal }),
    ),
  ...sharing,
  staleTime: sharedMs,
  refetchInterval: nextPoll,
  meta: live,
});

export async function readMonitors(read: ReadPage<JobsPage>): Promise<JobList> {
  return jobListOf(await readAll(read, jobsOf));
}

export function jobListOf(answers: Answer<JobsPage>[]): JobList {
  const { rows, ...list } = joinPages(answers, jobsOf);
  return {
    ...list,
    jobs: rows,
    hasActiveJobs: rows.some(
      ({ status }) => status !== 'SCHEDULED' && phaseOf(status) !== 'unknown',
    ),
  };
}

/**
 * The newest finished jobs: what just ended, and how long jobs usually take. Polled as often as the
 * monitors, for that a job which leaves them is soon seen here.
 */
export const recentHistoriesQuery = queryOptions({
  queryKey: keyOf(histories, { limit: longestPage }),
  queryFn: async ({ signal, client }) =>
    recentHistories(await call(histories, { limit: longestPage }, { signal }), client),
  ...sharing,
  staleTime: sharedMs,
  refetchInterval: nextPoll,
  meta: live,
});

export function recentHistories(answer: Answer<JobsPage>, cache: QueryClient): JobList {
  const { hasActiveJobs = true } = cache.getQueryData<JobList>(monitorsQuery.queryKey) ?? {};
  return { ...jobListOf([answer]), hasActiveJobs };
}

/**
 * The newest finished jobs of each bad status. Failures are rarer than successes, so these reach
 * far beyond the newest 200; new ones are already seen there, hence the slow pace.
 */
const recentFailuresQueries = badStatuses.map((status) =>
  queryOptions({
    ...queryOf(histories, { limit: longestPage, status }, (answer) => jobListOf([answer])),
    ...sharing,
    staleTime: 120_000,
    refetchInterval: slowPoll(300_000),
  }),
);

type Refetching = {
  enabled?: boolean;
  refetchInterval?: ReturnType<typeof slowPoll>;
  refetchIntervalInBackground?: boolean;
  refetchOnWindowFocus?: boolean;
};

type RecentFailures = {
  /** Undefined where Vault has not answered. */
  lists: (JobList | undefined)[];
  /** Whether one has neither come nor failed. */
  areAwaited: boolean;
};

/** Those lists. For so few, `useQueries` weighs too much. */
export function useRecentFailures(refetching: Refetching): RecentFailures {
  const answers = recentFailuresQueries.map((query) =>
    // oxlint-disable-next-line react/rules-of-hooks -- always the same queries, in one order
    useQuery({ ...query, ...refetching }),
  );
  return {
    lists: answers.map(({ data }) => data),
    areAwaited: answers.some(({ isPending }) => isPending),
  };
}

/**
 * Longer than the 10 s that one answer is kept for: Vault allows no more (docs/vault-api.md §6).
 */
const statusMs = 10_500;

/**
 * One job as it is now; asked again until it has finished. Without a title (docs/vault-api.md §1a).
 */
export const jobStatusQuery = (id: string) =>
  queryOptions({
    ...queryOf(jobStatus, { job_id: id }, ({ data, raw, asOf, budget, delayMs, warnings }) => ({
      job: data,
      raw,
      warnings,
      asOf,
      budget,
      delayMs,
      hasActiveJobs: !isFinished(data.status),
    })),
    // The loader's failure is shown at once: asked again within 10 s, it would only be turned away.
    retryOnMount: false,
    refetchInterval: (query) => {
      const again = askAgainMs(query.state);
      if (again !== undefined) return again;
      const next = nextPoll(query);
      const { status, error, data } = query.state;
      // A refusal is Vault's answer: asked for again sooner, the job would only be turned away.
      const isAnswered =
        status !== 'error' || (error instanceof VaultError && error.kind === 'refused');
      if (next === false || !isAnswered) return next;
      return data?.hasActiveJobs === false ? false : Math.max(next, statusMs);
    },
  });
