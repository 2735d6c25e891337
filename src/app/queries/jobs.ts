/** What Vault says of jobs, as query and mutation options. */
import { mutationOptions, queryOptions } from '@tanstack/react-query';

import type { Answer } from '#contract/client.ts';
import type { Output } from '#contract/endpoint.ts';
import { histories, type Job, jobStatus, monitors, startNow } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';

import { phaseOf } from '../status/statuses.ts';
import { call } from './call.ts';
import { live } from './live.ts';
import { nextPoll, type Paced } from './pace.ts';

/** A list as one answer, however many pages it took. */
export type JobList = Paced & {
  jobs: Job[];
  /** Rows without an id, which can't be shown. */
  unreadable: number;
  /** How many Vault counts; undefined if it doesn't say. */
  total: number | undefined;
  skewMs: number | undefined;
};

/** All jobs that have not finished. Polled: see `pace.ts`. */
export const monitorsQuery = queryOptions({
  queryKey: [monitors.path, { limit: longestPage }],
  queryFn: async ({ signal }) => readMonitors(signal),
  refetchInterval: nextPoll,
  meta: live,
});

/** Enough pages for 10,000 jobs: a list that goes on beyond has a `next_page` that leads in circles. */
const mostPages = 50;

async function readMonitors(signal: AbortSignal): Promise<JobList> {
  const first = await call(monitors, { limit: longestPage }, { signal });
  const answers = [first];
  let page = first.data.page;
  let read = rowsIn(first);
  while (answers.length < mostPages && rowsIn(answers.at(-1)) > 0) {
    const offset = nextOffset(page, read);
    if (offset === undefined) break;
    const next = await call(monitors, { limit: longestPage, offset }, { signal });
    answers.push(next);
    page = next.data.page;
    read = offset + rowsIn(next);
  }
  return joined(answers);
}

type Listed = Answer<Output<typeof monitors>>;

function rowsIn(answer: Listed | undefined): number {
  return answer === undefined ? 0 : answer.data.jobs.length + answer.data.unreadable;
}

/**
 * Offsets count from zero, whatever the document says of 51 (facts §2). `next_page` leads; where
 * it is missing although the page was full and Vault counts more, we go on by ourselves.
 */
function nextOffset(page: Listed['data']['page'], read: number): number | undefined {
  const led = Number(page.next?.['offset'] ?? Number.NaN);
  if (Number.isInteger(led) && led > page.offset) return led;
  if (page.next !== undefined) return read;
  const full = read - page.offset >= (page.limit ?? longestPage);
  return full && page.total !== undefined && page.total > read ? read : undefined;
}

/** Pages move while they are read: a job met twice counts once, as it was met last (facts §12.2). */
function joined(answers: Listed[]): JobList {
  const byId = new Map(answers.flatMap(({ data }) => data.jobs).map((job) => [job.id, job]));
  const jobs = [...byId.values()];
  const oldest = answers.reduce((a, b) => (b.asOf < a.asOf ? b : a));
  const latest = answers.reduce((a, b) => (b.asOf < a.asOf ? a : b));
  return {
    jobs,
    unreadable: answers.reduce((sum, { data }) => sum + data.unreadable, 0),
    total: latest.data.page.total,
    asOf: oldest.asOf,
    skewMs: latest.skewMs,
    budget: latest.budget,
    delayMs: latest.delayMs,
    lively: jobs.some(({ status }) => status !== 'SCHEDULED' && phaseOf(status) !== 'unknown'),
  };
}

/** The newest finished jobs: what just ended, and how long jobs usually take. Polled as monitors. */
export const recentHistoriesQuery = queryOptions({
  queryKey: [histories.path, { limit: longestPage }],
  queryFn: async ({ signal }) =>
    joined([await call(histories, { limit: longestPage }, { signal })]),
  refetchInterval: nextPoll,
  meta: live,
});

const failing = ['errors_encountered', 'failed_to_run', 'missed_schedule', 'timeout'] as const;

/**
 * The newest finished jobs of each bad status. Failures are rarer than successes, so these reach
 * far beyond the newest 200; new ones are already seen there, hence the slow pace.
 */
export const recentFailuresQueries = failing.map((status) =>
  queryOptions({
    queryKey: [histories.path, { limit: longestPage, status }],
    queryFn: async ({ signal }) =>
      joined([await call(histories, { limit: longestPage, status }, { signal })]),
    staleTime: 120_000,
    refetchInterval: 300_000,
  }),
);

export const jobStatusQuery = (id: string) =>
  queryOptions({
    queryKey: [jobStatus.path, { job_id: id }],
    queryFn: async ({ signal }) => call(jobStatus, { job_id: id }, { signal }),
  });

/** Sent once: no retry, whatever happens (facts §12.3). */
export const startNowMutation = mutationOptions({
  mutationKey: [startNow.path],
  mutationFn: async (id: string) => call(startNow, { job_id: id }),
  retry: false,
});
