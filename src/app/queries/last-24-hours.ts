/** All that finished within the last 24 hours, for a screen that nobody touches. */
import { queryOptions } from '@tanstack/react-query';

import type { Fault } from '#contract/fault.ts';
import { headers } from '#contract/headers.ts';
import { type Instant, milliseconds } from '#contract/instant.ts';
import { histories, type Job } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';
import { readAll, type ReadPage } from '#contract/read-all.ts';
import { sureSince } from '#insight/completeness.ts';
import { overAt } from '#insight/job-times.ts';

import { onVaultClock } from '../time/clock.ts';
import { call } from './call.ts';
import { type JobList, jobListOf, type JobsPage, jobsOf } from './jobs.ts';
import { always, pollSlowly, slowlyMs } from './polling.ts';

/** What a chart needs of a job: some thousand of them are kept for weeks. */
export type DayJob = {
  title: string;
  status: string;
  createdBy: Job['createdBy'];
  at: Instant;
};

export type Day = {
  /** When Vault said so, on its own clock, in milliseconds; the day ends here. */
  until: number;
  jobs: DayJob[];
  /**
   * From when on all that finished was read, in milliseconds; -Infinity where that is all there is,
   * Infinity where it can't be said, as Vault promises no order.
   */
  knownFrom: number;
  /** How many rows were read, of whatever age. */
  rows: number;
  /** Jobs without an end, most of which never ran, and about when they were over. */
  withoutEndAt: DayJob[];
  /** Jobs that were over within the day, or may have been, and have no end: most never ran. */
  withoutEnd: number;
  /** Rows that could not be read. */
  unreadable: number;
  /** What Vault warned of: any hour may then hold more. */
  warnings: readonly Fault[];
};

const dayMs = 86_400_000;
/** 2,000 jobs; each page is a call of everybody's budget. */
const mostPages = 10;

export const dayQuery = queryOptions({
  // Not one call's input: as many pages as the day fills.
  queryKey: [histories.path, { within: 'day' }],
  queryFn: async ({ signal }) => readDay(async (offset) => page(offset, signal)),
  ...always,
  staleTime: slowlyMs,
  refetchInterval: pollSlowly,
});

/** So many calls at a time go behind those of lists that somebody watches. */
async function page(offset: number, signal: AbortSignal) {
  return call(
    histories,
    { limit: longestPage, ...(offset > 0 && { offset }) },
    { signal, headers: { [headers.priority]: 'background' } },
  );
}

/** Reads on from the newest until it is sure to have gone back a day, or it has been enough. */
export async function readDay(
  read: ReadPage<JobsPage>,
  toVaultClock: (deviceMs: number) => number = onVaultClock,
): Promise<Day> {
  const answers = await readAll(read, jobsOf, {
    mostPages,
    isEnough: (pages) => {
      const list = jobListOf(pages);
      // A list that Vault warns of proves nothing: more pages of it wouldn't either.
      const since = sureSince({ ...list, unreadable: 0, warnings: [] });
      return since <= toVaultClock(milliseconds(list.asOf)) - dayMs;
    },
  });
  const list = jobListOf(answers);
  const until = toVaultClock(milliseconds(list.asOf));
  const isOfDay = (at: Instant | undefined) =>
    at !== undefined && milliseconds(at) >= until - dayMs;
  const dated = list.jobs.flatMap(({ title, status, createdBy, end }) =>
    end !== undefined && isOfDay(end) ? [{ title, status, createdBy, at: end }] : [],
  );
  const withoutEnd = list.jobs.filter(({ end }) => end === undefined);
  return {
    until,
    jobs: dated,
    knownFrom: sureSince({ ...list, unreadable: 0 }),
    rows: list.jobs.length,
    withoutEndAt: withoutEnd.flatMap((job) => {
      const at = overAt(job);
      const { title, status, createdBy } = job;
      return at !== undefined && isOfDay(at) ? [{ title, status, createdBy, at }] : [];
    }),
    withoutEnd: withoutEnd.filter((job) => overAt(job) === undefined || isOfDay(overAt(job)))
      .length,
    unreadable: list.unreadable,
    warnings: list.warnings,
  };
}

/**
 * From when on all that finished is known, in milliseconds. The newest jobs are polled often and the
 * whole day rarely: where the two overlap, they are complete as far back as the day is.
 */
export function completeSince(newest: JobList | undefined, day: Day | undefined): number {
  if (newest === undefined) return Infinity;
  const since = sureSince(newest);
  return day !== undefined && day.until >= since ? Math.min(since, day.knownFrom) : since;
}
