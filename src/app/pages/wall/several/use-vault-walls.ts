/** What a wall of several Vaults shows of each. */
import { useQuery } from '@tanstack/react-query';

import type { Budget } from '#contract/client.ts';

import { archiveName } from '../../../archive/database-name.ts';
import { useTicking } from '../../../components/use-ticking.ts';
import { firstSeenQueued } from '../../../queries/queued-jobs.ts';
import type { VaultLists } from '../../../queries/vault-lists.ts';
import type { VaultPlace } from '../../../vault-address.ts';
import type { TitleFilter } from '../title-filter.ts';
import { pollingState, shownMoment, useReading, type Wall, wallOf } from '../use-wall.ts';

export type VaultWall = { place: VaultPlace; wall: Wall; budget: Budget | undefined };

/** `lists` has to be the same from one render to the next. */
export function useVaultWalls(lists: readonly VaultLists[], filter: TitleFilter): VaultWall[] {
  // oxlint-disable-next-line react/rules-of-hooks -- always the same Vaults, in one order
  return lists.map((one) => useVaultWall(one, filter));
}

function useVaultWall(lists: VaultLists, filter: TitleFilter): VaultWall {
  const { place, aheadMs } = lists;
  const session = useQuery(lists.session);
  const monitors = useQuery(lists.monitors);
  const histories = useQuery(lists.histories);
  // A Vault that does not answer is not asked for more.
  const enabled = monitors.isSuccess && histories.isSuccess;
  // oxlint-disable-next-line react/rules-of-hooks -- always the same queries, in one order
  const failures = lists.failures.map((query) => useQuery({ ...query, enabled }));
  const polling = () => pollingState({ session, monitors, histories });
  const now = useTicking(() => shownMoment(polling(), aheadMs()));
  const viewer = session.data?.kind === 'signed-in' ? archiveName(session.data) : place.host;
  const wall = wallOf({
    session: session.data,
    monitors: monitors.data,
    histories: histories.data,
    failures: failures.map(({ data }) => data),
    isReading: useReading(enabled && failures.some(({ isPending }) => isPending)),
    day: undefined,
    // Archives are of the page's own Vault.
    known: histories.data?.jobs ?? [],
    seenSince: firstSeenQueued(viewer, monitors.data, aheadMs()),
    filter,
    now,
    aheadMs,
    polling,
  });
  return { place, wall, budget: monitors.data?.budget ?? histories.data?.budget };
}
