/** All that the overview shows, joined from Vault's lists. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouteContext } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';

import type { Job } from '#contract/jobs.ts';
import { type Attention, attention } from '#insight/attention.ts';
import { failuresWhole, reachesBackADay } from '#insight/completeness.ts';
import { titlesQueued, usualWaits } from '#insight/finished-runs.ts';
import { nextChange, overview, type Overview, type SetName } from '#insight/overview.ts';
import { isFiltering, narrowed, narrowedSets, type PageFilter } from '#insight/page-filter.ts';
import { queuedSince, type QueuedSince } from '#insight/queued-since.ts';
import { phaseOf } from '#insight/status/statuses.ts';
import { type Usual, usualByTitle } from '#insight/usual.ts';
import { type Verdict, verdictOf } from '#insight/verdict.ts';

import { archiveName } from '../../archive/database-name.ts';
import { useFinishedJobs } from '../../archive/finished-jobs.ts';
import { useTicking } from '../../components/use-ticking.ts';
import { judgedUntil } from '../../layout/Freshness.tsx';
import { usePreference } from '../../preferences.ts';
import {
  type JobList,
  monitorsQuery,
  recentHistoriesQuery,
  useRecentFailures,
} from '../../queries/jobs.ts';
import { completeSince, type Day, dayQuery } from '../../queries/last-24-hours.ts';
import { useLive } from '../../queries/live.ts';
import { firstSeenQueued } from '../../queries/queued-jobs.ts';
import { deviceNow, vaultClockAheadMs, vaultNow } from '../../time/clock.ts';

/** The lists of jobs that the page can show whole. */
export type ListName = SetName | 'failing' | 'recovered';

const route = getRouteApi('/signed-in/');

export type Model = {
  /** Of the jobs that match the filter, as all that is said of them here. */
  sets: Overview;
  filter: PageFilter;
  /** The whole Vault, where a filter is set. */
  unfiltered: { sets: Overview; troubles: number } | undefined;
  /** Undefined until Vault has answered; an error where it could not. */
  monitors: JobList | undefined;
  monitorsError: Error | null;
  histories: JobList | undefined;
  historiesError: Error | null;
  usual: ReadonlyMap<string, Usual>;
  /** All finished jobs, of any status, by which usual times and rhythms are judged. */
  finished: readonly Job[];
  /** The newest known version of a job. */
  latest: (id: string) => Job | undefined;
  /** All that finished within the last 24 hours, once it was read. */
  day: Day | undefined;
  queuedSince: (job: Job) => QueuedSince | undefined;
  attention: Attention;
  /** The moment of all this, by Vault's clock: that of the answers, where these are old. */
  now: number;
  /** What is said where no title fails. */
  verdict: Verdict;
  /** Whether `failed` is sure to be all of the last 24 hours. */
  failuresWhole: boolean;
  /** Whether more of the last 24 hours is about to come. */
  isReadingDay: boolean;
  /** Whether a list has neither come nor failed. */
  isAwaited: boolean;
};

/** The rows of a list: as many as its count says. */
export function listOf(name: ListName, { sets, attention }: Model): Job[] {
  return name === 'failing' || name === 'recovered'
    ? attention[name].map(({ job }) => job)
    : sets[name];
}

export function useOverview(): Model {
  const { title, by } = route.useSearch();
  const filter = useMemo(() => ({ title, by }), [title, by]);
  const { session } = useRouteContext({ from: '/signed-in' });
  const monitors = useQuery(monitorsQuery);
  const histories = useQuery(recentHistoriesQuery);
  // After the first rows are there: they only add to a count and to its end.
  const enabled = monitors.isFetched && histories.isFetched;
  const failures = useRecentFailures({ enabled });
  // On a busy Vault the newest jobs cover only an hour: what failed before then may have succeeded.
  const paused = usePreference('paused');
  const { data: day, isPending: isDayPending } = useQuery({
    ...dayQuery,
    enabled: enabled && !paused,
    refetchIntervalInBackground: false,
  });
  const isLong = useIsOpenFor(longestReadingMs);
  const { now: present, changesAt } = useMoment();
  const now = Math.min(present, judgedUntil(useLive()));
  const seenSince = firstSeenQueued(archiveName(session), monitors.data);

  // By a part of the day titles would come and go: most that failed hours ago have recovered since.
  const isReadingDay =
    !isLong &&
    histories.data !== undefined &&
    (failures.areAwaited || (isDayPending && !paused)) &&
    !reachesBackADay(histories.data, now);
  const olderFailures = isReadingDay ? [undefined] : failures.lists;
  const lists = [histories.data, ...olderFailures];
  // Not the failures: they reach back farther than the rest, and rhythms and usual times would be wrong.
  const finished = useFinishedJobs(session, histories.data?.jobs);
  const usual = usualByTitle(finished);
  const queues = {
    seenSince,
    usualMs: usualWaits(finished, titlesQueued(monitors.data?.jobs ?? [])),
  };
  const all = overview({
    monitors: monitors.data?.jobs ?? [],
    finished: lists.flatMap((list) => list?.jobs ?? []),
    usual,
    now,
    queues,
  });
  const sets = narrowedSets(all, filter);
  const next = nextChange({ sets: all, usual, now: present, queues });
  useEffect(() => changesAt(next));
  const { running, queued, scheduled, unknown, ended } = all;
  const whole = failuresWhole({
    newest: histories.data,
    failures: olderFailures,
    now,
    aheadMs: vaultClockAheadMs(),
  });
  const knownSince = completeSince(histories.data, day);
  const well = (day?.jobs ?? []).filter(({ status }) => phaseOf(status) === 'well');
  const known24h = { now, knownSince, alsoWell: narrowed(well, filter) };
  // An archive has 100,000 of them, and each answer renders the page.
  const archived = useMemo(() => narrowed(finished, filter), [finished, filter]);
  const known = new Map(
    [...running, ...queued, ...scheduled, ...unknown, ...ended].map((job) => [String(job.id), job]),
  );
  return {
    sets,
    filter,
    unfiltered: isFiltering(filter)
      ? {
          sets: all,
          troubles: attention(all, { now, knownSince, alsoWell: well, archived: [] }).troubles
            .length,
        }
      : undefined,
    monitors: monitors.data,
    monitorsError: monitors.error,
    histories: histories.data,
    historiesError: histories.error,
    usual,
    now,
    finished,
    latest: (id) => known.get(id),
    day,
    queuedSince: (job) => queuedSince(job, seenSince),
    attention: attention(sets, { ...known24h, archived }),
    verdict: verdictOf({
      ...known24h,
      jobs: sets,
      failuresWhole: whole,
      isReading: isReadingDay,
      unreadable: lists.reduce((sum, list) => sum + (list?.unreadable ?? 0), 0),
      warnings: lists.flatMap((list) => list?.warnings ?? []),
    }),
    failuresWhole: whole,
    isReadingDay,
    isAwaited: monitors.isPending || histories.isPending,
  };
}

/** Longer than most Vaults need for their day. After that a part of it is better than none. */
const longestReadingMs = 15_000;

export function useIsOpenFor(ms: number): boolean {
  const [openedAt] = useState(deviceNow);
  return useTicking(() => deviceNow() - openedAt >= ms);
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
export function nothingWords(
  { unfiltered }: Pick<Model, 'unfiltered'>,
  words: string,
  ...lists: (JobList | undefined)[]
): string {
  const isPart = lists.some((list) => (list?.warnings.length ?? 0) > 0);
  if (isPart) return 'Nothing is listed, but Vault warns that some may be missing.';
  return unfiltered === undefined ? words : 'No job here matches the filter.';
}
