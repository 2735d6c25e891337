/** The data that a wall of one Vault shows. */
import { useQuery } from '@tanstack/react-query';

import { archiveName } from '../../archive/database-name.ts';
import { useFinishedJobs } from '../../archive/finished-jobs.ts';
import { useTicking } from '../../components/use-ticking.ts';
import { useRecentFailures } from '../../queries/jobs.ts';
import { dayQuery } from '../../queries/last-24-hours.ts';
import { firstSeenQueued } from '../../queries/queued-jobs.ts';
import {
  atVaultsPace,
  slowly,
  wallHistoriesQuery,
  wallMonitorsQuery,
  wallSessionQuery,
} from '../../queries/wall-queries.ts';
import { deviceNow, vaultClockAheadMs } from '../../time/clock.ts';
import {
  pollingState,
  shownMoment,
  useReading,
  type Watched,
  watchedOf,
} from '../../vaults/watched.ts';
import { matchesFilter, type TitleFilter } from './title-filter.ts';

export type Wall = Watched;

const startedAt = deviceNow();

type Options = { filter: TitleFilter; readsWholeDay: boolean };

export function useWall({ filter, readsWholeDay }: Options): Wall {
  const session = useQuery(wallSessionQuery);
  const monitors = useQuery(wallMonitorsQuery);
  const histories = useQuery(wallHistoriesQuery);
  const failures = useRecentFailures(slowly);
  // On a busy Vault the newest 200 jobs cover only an hour: a title that failed before then may
  // have succeeded since, which only the whole day shows.
  const { data: day, isPending: isDayPending } = useQuery({ ...dayQuery, enabled: readsWholeDay });
  const polling = () =>
    pollingState({ session, monitors, histories }, { startedAt, choice: atVaultsPace });
  const now = useTicking(() => shownMoment(polling(), vaultClockAheadMs()));
  const viewer = session.data?.kind === 'signed-in' ? archiveName(session.data) : '';
  return watchedOf({
    session: session.data,
    monitors: monitors.data,
    histories: histories.data,
    failures: failures.lists,
    isReading: useReading(failures.areAwaited || (readsWholeDay && isDayPending), startedAt),
    day,
    known: useFinishedJobs(session.data, histories.data?.jobs),
    seenSince: firstSeenQueued(viewer, monitors.data),
    isShown: matchesFilter(filter),
    now,
    aheadMs: vaultClockAheadMs,
    polling,
  });
}
