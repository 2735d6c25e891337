/** All that the overview shows, joined from Vault's lists. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';

import type { Job } from '#contract/jobs.ts';

import { useFinishedJobs } from '../../archive/finished-jobs.ts';
import { useTicking } from '../../components/use-ticking.ts';
import { failuresWhole } from '../../insight/completeness.ts';
import { overview, type Overview } from '../../insight/overview.ts';
import { type Usual, usualByTitle } from '../../insight/usual.ts';
import {
  type JobList,
  monitorsQuery,
  recentFailuresQueries,
  recentHistoriesQuery,
} from '../../queries/jobs.ts';
import { vaultClockAheadMs, vaultNow } from '../../time/clock.ts';

export type Model = {
  sets: Overview;
  /** Undefined until Vault has answered; an error where it could not. */
  monitors: JobList | undefined;
  monitorsError: Error | null;
  histories: JobList | undefined;
  historiesError: Error | null;
  usual: ReadonlyMap<string, Usual>;
  /** The finished jobs of any status by which usual times and rhythms are judged. */
  finished: readonly Job[];
  /** The newest known version of a job. */
  latest: (id: string) => Job | undefined;
  /** Whether `failed` is sure to be all of the last 24 hours. */
  failuresWhole: boolean;
};

export function useOverview(): Model {
  const { session } = useRouteContext({ from: '/signed-in' });
  const monitors = useQuery(monitorsQuery);
  const histories = useQuery(recentHistoriesQuery);
  // After the first rows are there: they only add to a count and to its end.
  const enabled = monitors.isFetched && histories.isFetched;
  const failures = useQueries({
    queries: recentFailuresQueries.map((query) => ({ ...query, enabled })),
  });
  // Jobs become late without a new answer: worked out again every 5 seconds.
  const now = useTicking(() => Math.floor(vaultNow() / 5_000)) * 5_000;

  const lists = [histories.data, ...failures.map(({ data }) => data)];
  // Not the failures: they reach back farther than the rest, and rhythms and usual times would be wrong.
  const finished = useFinishedJobs(session, histories.data?.jobs);
  const usual = usualByTitle(finished);
  const sets = overview({
    monitors: monitors.data?.jobs ?? [],
    finished: lists.flatMap((list) => list?.jobs ?? []),
    usual,
    now,
  });
  const { running, queued, scheduled, unknown, ended } = sets;
  const known = new Map(
    [...running, ...queued, ...scheduled, ...unknown, ...ended].map((job) => [String(job.id), job]),
  );
  return {
    sets,
    monitors: monitors.data,
    monitorsError: monitors.error,
    histories: histories.data,
    historiesError: histories.error,
    usual,
    finished,
    latest: (id) => known.get(id),
    failuresWhole: failuresWhole({
      newest: histories.data,
      failures: failures.map(({ data }) => data),
      now,
      aheadMs: vaultClockAheadMs(),
    }),
  };
}

/** That there is none can't be said where Vault warns that a list may lack some. */
export function nothingWords(words: string, ...lists: (JobList | undefined)[]): string {
  const isPart = lists.some((list) => (list?.warnings.length ?? 0) > 0);
  return isPart ? 'Nothing is listed, but Vault warns that some may be missing.' : words;
}
