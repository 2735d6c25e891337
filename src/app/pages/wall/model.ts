/** All that a wall shows: the jobs, and how far they can be believed. */
import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';

import { type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import type { Session } from '#contract/session.ts';

import { useTicking } from '../../components/use-ticking.ts';
import { failuresWhole, sureSince } from '../../insight/completeness.ts';
import { overview, type Overview } from '../../insight/overview.ts';
import { type Usual, usualByTitle } from '../../insight/usual.ts';
import type { JobList } from '../../queries/jobs.ts';
import { type Day, dayQuery } from '../../queries/last-24-hours.ts';
import { lastContact } from '../../queries/last-contact.ts';
import { pace } from '../../queries/polling.ts';
import {
  wallFailuresQueries,
  wallHistoriesQuery,
  wallMonitorsQuery,
  wallSessionQuery,
} from '../../queries/wall-queries.ts';
import { phaseOf } from '../../status/statuses.ts';
import { deviceNow, vaultClockAheadMs, vaultNow } from '../../time/clock.ts';
import { type Heard, trust } from './liveness.ts';
import type { WallSearch } from './search.ts';

export type Wall = {
  session: Session | undefined;
  sets: Overview;
  /** When `sets` are so, on Vault's clock: now, but for data that nobody may take for now's. */
  now: number;
  usual: ReadonlyMap<string, Usual>;
  /** Whether `sets.failed` is sure to be all of the last 24 hours. */
  failuresWhole: boolean;
  /**
   * All that ended after this moment is in `sets.ended` or, having ended well, in `alsoWell`;
   * Infinity where nobody knows.
   */
  knownSince: number;
  /** What ended well within a day, where the chart asks for that. */
  alsoWell: readonly { title: string; at: Instant }[];
  /** Rows that could not be read, in all lists. */
  unreadable: number;
  /** What trust is made of; `now` moves on by itself. */
  heard: () => Heard;
  /** The newest thing that Vault has told of any job shown, on Vault’s clock. */
  newest: number | undefined;
};

const opened = deviceNow();

export function useWall({ title, not, view }: Pick<WallSearch, 'title' | 'not' | 'view'>): Wall {
  const session = useQuery(wallSessionQuery);
  const monitors = useQuery(wallMonitorsQuery);
  const histories = useQuery(wallHistoriesQuery);
  const failures = useQueries({ queries: wallFailuresQueries });
  // The newest 200 of a busy Vault are those of an hour: what failed before may long be well again.
  const { data: day } = useQuery({ ...dayQuery, enabled: view.includes('throughput') });
  const heard = () => heardOf({ session, monitors, histories });
  // Lateness moves with the clock, not only with answers: looked at again every 5 seconds. What is
  // lost stands still: that a job is late since is no more known than that it isn't.
  const now = useTicking(() => momentOf(heard()));

  const lists = [histories.data, ...failures.map(({ data }) => data)].flatMap((list) => list ?? []);
  const isShown = wanted({ title, not });
  const finished = lists.flatMap(({ jobs }) => jobs).filter(isShown);
  const unfinished = (monitors.data?.jobs ?? []).filter(isShown);
  const usual = usualByTitle(histories.data?.jobs ?? []);
  return {
    session: session.data,
    sets: overview({ monitors: unfinished, finished, usual, now }),
    usual,
    failuresWhole: failuresWhole({
      newest: histories.data,
      failures: failures.map(({ data }) => data),
      now,
      aheadMs: vaultClockAheadMs(),
    }),
    knownSince: reachOf(histories.data, day),
    alsoWell: (day?.jobs ?? []).filter((job) => phaseOf(job.status) === 'well' && isShown(job)),
    unreadable: [...lists, ...(monitors.data ? [monitors.data] : [])].reduce(
      (sum, list) => sum + list.unreadable,
      0,
    ),
    newest: newestOf([...unfinished, ...finished], now),
    now,
    heard,
  };
}

/** The newest are looked at often, the day now and then: together they reach back without a gap. */
function reachOf(histories: JobList | undefined, day: Day | undefined): number {
  if (histories === undefined) return Infinity;
  const since = sureSince(histories);
  return day !== undefined && day.until >= since ? Math.min(since, day.knownFrom) : since;
}

type Asked = {
  session: { error: Error | null };
  monitors: UseQueryResult<JobList>;
  histories: UseQueryResult<JobList>;
};

function heardOf({ session, monitors, histories }: Asked): Heard {
  const answers = [monitors, histories].map(({ data }) => data);
  const moments = answers.flatMap((data) => (data ? [milliseconds(data.asOf)] : []));
  const paces = answers.map((data) => pace(data, { refresh: 'auto', paused: false }));
  return {
    // Before both have answered there is no answer to what is on screen.
    asOf: moments.length < answers.length ? undefined : Math.min(...moments),
    contact: lastContact(),
    opened,
    everyMs: Math.max(...paces.map((one) => (one.kind === 'every' ? one.everyMs : 0))),
    error: monitors.error ?? histories.error ?? session.error ?? undefined,
  };
}

function momentOf(heard: Heard): number {
  const isLost = trust(heard, deviceNow()).tone === 'lost';
  if (isLost && heard.asOf !== undefined) return heard.asOf + vaultClockAheadMs();
  return Math.floor(vaultNow() / 5_000) * 5_000;
}

/** Whether a job's title is one that the wall is to show. */
export function wanted({
  title,
  not,
}: Pick<WallSearch, 'title' | 'not'>): (job: { title: string }) => boolean {
  const sought = title.toLowerCase();
  const refused = not.map((text) => text.toLowerCase());
  return (job) => {
    const name = job.title.toLowerCase();
    return name.includes(sought) && !refused.some((text) => name.includes(text));
  };
}

function newestOf(jobs: readonly Job[], now: number): number | undefined {
  const moments = jobs
    .flatMap(({ created, start, end }) => [created, start, end])
    .flatMap((moment) => (moment === undefined ? [] : [milliseconds(moment)]))
    .filter((at) => at <= now);
  return moments.length === 0 ? undefined : moments.reduce((a, b) => Math.max(a, b));
}
