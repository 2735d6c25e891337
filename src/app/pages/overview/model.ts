/** All that the overview shows, joined from Vault's lists. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

import type { Job } from '#contract/jobs.ts';

import { useFinishedJobs } from '../../archive/finished-jobs.ts';
import { useTicking } from '../../components/use-ticking.ts';
import { failuresWhole } from '../../insight/completeness.ts';
import { nextChange, overview, type Overview } from '../../insight/overview.ts';
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
  const { now, changesAt } = useMoment();

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
  const next = nextChange({ sets, usual, now });
  useEffect(() => changesAt(next));
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

/**
 * The moment for which the sets are worked out. Jobs become late, and failures a day old, without a
 * new answer; until the first of that the page need not be rendered.
 */
function useMoment() {
  const [moment] = useState(() => {
    let now = vaultNow();
    let next = now;
    return {
      read: () => {
        const present = vaultNow();
        // Earlier where the clock was put back.
        if (present >= next || present < now) {
          now = present;
          next = present + longestMs;
        }
        return now;
      },
      changesAt: (at: number) => {
        next = Math.min(at, now + longestMs);
      },
    };
  });
  return { now: useTicking(moment.read), changesAt: moment.changesAt };
}

/** Whether all failures of a day were read depends on the time as well, though not to the second. */
const longestMs = 30_000;

/** That there is none can't be said where Vault warns that a list may lack some. */
export function nothingWords(words: string, ...lists: (JobList | undefined)[]): string {
  const isPart = lists.some((list) => (list?.warnings.length ?? 0) > 0);
  return isPart ? 'Nothing is listed, but Vault warns that some may be missing.' : words;
}
