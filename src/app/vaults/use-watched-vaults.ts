/** Several Vaults that one page shows together: which they are, and what is known of each. */
import { useQuery } from '@tanstack/react-query';

import type { Budget } from '#contract/client.ts';

import { archiveName } from '../archive/database-name.ts';
import { useTicking } from '../components/use-ticking.ts';
import type { Day } from '../queries/last-24-hours.ts';
import { firstSeenQueued } from '../queries/queued-jobs.ts';
import type { VaultLists } from '../queries/vault-lists.ts';
import type { VaultPlace } from '../vault-address.ts';
import { pollingState, shownMoment, useReading, type Watched, watchedOf } from './watched.ts';

/** The Vaults that an address names by their hosts, or `all`; and the names that are none. */
export function namedVaults(vaults: readonly VaultPlace[], names: readonly string[]) {
  const isAll = names.includes('all');
  return {
    places: vaults.filter(({ host }) => isAll || names.includes(host)),
    unknown: names.filter((name) => name !== 'all' && vaults.every(({ host }) => host !== name)),
  };
}

export type WatchedVault = {
  place: VaultPlace;
  watched: Watched;
  budget: Budget | undefined;
  /** All that finished within 24 hours, where that is read. */
  day: { data: Day | undefined; error: Error | null };
};

type IsShown = (job: { title: string }) => boolean;

/** `lists` has to be the same from one render to the next. */
export function useWatchedVaults(
  lists: readonly VaultLists[],
  isShown: IsShown,
  readsWholeDay = false,
): WatchedVault[] {
  // oxlint-disable-next-line react/rules-of-hooks -- always the same Vaults, in one order
  return lists.map((one) => useWatchedVault(one, isShown, readsWholeDay));
}

function useWatchedVault(
  lists: VaultLists,
  isShown: IsShown,
  readsWholeDay: boolean,
): WatchedVault {
  const { place, aheadMs, startedAt, choice } = lists;
  const session = useQuery(lists.session);
  const monitors = useQuery(lists.monitors);
  const histories = useQuery(lists.histories);
  // A Vault that does not answer is not asked for more.
  const enabled = monitors.isSuccess && histories.isSuccess;
  // oxlint-disable-next-line react/rules-of-hooks -- always the same queries, in one order
  const failures = lists.failures.map((query) => useQuery({ ...query, enabled }));
  const day = useQuery({ ...lists.day, enabled: enabled && readsWholeDay });
  const isPending = failures.some((query) => query.isPending) || (readsWholeDay && day.isPending);
  const polling = () =>
    pollingState({ session, monitors, histories }, { startedAt, choice: choice() });
  const now = useTicking(() => shownMoment(polling(), aheadMs()));
  const viewer = session.data?.kind === 'signed-in' ? archiveName(session.data) : place.host;
  const watched = watchedOf({
    session: session.data,
    monitors: monitors.data,
    histories: histories.data,
    failures: failures.map(({ data }) => data),
    isReading: useReading(enabled && isPending, startedAt),
    day: day.data,
    // Archives are of the page's own Vault.
    known: histories.data?.jobs ?? [],
    seenSince: firstSeenQueued(viewer, monitors.data, aheadMs()),
    isShown,
    now,
    aheadMs,
    polling,
  });
  return {
    place,
    watched,
    budget: monitors.data?.budget ?? histories.data?.budget,
    day: { data: day.data, error: day.error },
  };
}
