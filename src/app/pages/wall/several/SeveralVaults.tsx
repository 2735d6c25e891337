import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { mergedEntries } from '#insight/several-vaults.ts';

import { createVaultLists } from '../../../queries/vault-lists.ts';
import { wallSessionQuery } from '../../../queries/wall-queries.ts';
import { deviceNow } from '../../../time/clock.ts';
import { counted } from '../../../ui/number.ts';
import type { VaultPlace } from '../../../vault-address.ts';
import { livenessOf } from '../../../vaults/liveness.ts';
import {
  namedVaults,
  useWatchedVaults,
  type WatchedVault,
} from '../../../vaults/use-watched-vaults.ts';
import { FailureFlash } from '../alerts/FailureFlash.tsx';
import { Message } from '../layout/Message.tsx';
import { tileContext } from '../layout/tile-text.ts';
import type { TileArea } from '../layout/view-pages.ts';
import type { WallSearch } from '../search.ts';
import { isFiltered, matchesFilter } from '../title-filter.ts';
import { DriftAndDim } from '../upkeep/DriftAndDim.tsx';
import { UpkeepNotices } from '../upkeep/UpkeepNotices.tsx';
import { type ViewId, viewOf } from '../views.ts';
import { MergedTiles, type MergedView } from './MergedTiles.tsx';
import { VaultCards } from './VaultCards.tsx';

type Props = {
  search: WallSearch;
  ignored: readonly string[];
  isPreview: boolean;
  zone: string;
  minTextPx: number;
  onArea?: ((area: TileArea) => void) | undefined;
};

/** A wall of several Vaults of this server: each says how it is, and their jobs are in one list. */
export function SeveralVaults({ search, ignored, ...rest }: Props) {
  const { data: session, isError } = useQuery(wallSessionQuery);
  if (session === undefined) {
    return (
      <Message detail={isError ? 'Jobwatch keeps trying.' : undefined}>
        {isError ? 'The Jobwatch server is not responding' : 'Loading the Vaults …'}
      </Message>
    );
  }
  const { places, unknown } = namedVaults(session.vaults, search.vaults);
  if (places.length === 0) {
    return <Message>None of these Vaults is set up on this server: {unknown.join(', ')}</Message>;
  }
  return (
    <Walls
      // Each Vault's hooks stay with it.
      key={places.map(({ host }) => host).join(' ')}
      places={places}
      search={search}
      ignored={[...ignored, ...unknown]}
      {...rest}
    />
  );
}

type WallsProps = Props & { places: readonly VaultPlace[] };

function Walls({ places, search, ignored, isPreview, zone, minTextPx, onArea }: WallsProps) {
  const { vaults, views, contextOf, countOf } = useMergedViews(places, { search, zone });
  const walls = vaults.map(({ watched }) => watched);
  return (
    <>
      <DriftAndDim walls={walls} zone={zone} search={search}>
        <VaultCards vaults={vaults} countOf={countOf} zone={zone} />
        <MergedTiles
          views={views}
          vaults={vaults}
          zone={zone}
          contextOf={contextOf}
          search={search}
          minTextPx={minTextPx}
          isPreview={isPreview}
          onArea={onArea}
        />
        {!isPreview && (
          <>
            <title>
              {`${search.vaults.includes('all') ? 'All Vaults' : counted(vaults.length, 'Vault')} · Wall · Jobwatch`}
            </title>
            <UpkeepNotices walls={walls} zone={zone} search={search} ignored={ignored} />
          </>
        )}
      </DriftAndDim>
      <FailureFlash walls={walls} />
    </>
  );
}

type Shown = { search: WallSearch; zone: string };

/** The views of a wall of these Vaults, which have to be the same from one render to the next. */
export function useMergedViews(places: readonly VaultPlace[], { search, zone }: Shown) {
  const [lists] = useState(() => places.map((place) => createVaultLists(place)));
  const readsWholeDay = search.view.some((id) => viewOf(id).readsWholeDay);
  const vaults = useWatchedVaults(lists, matchesFilter(search), readsWholeDay);
  const contents = (id: ViewId, { watched }: WatchedVault) => {
    const view = viewOf(id);
    return view.kind === 'chart'
      ? undefined
      : view.contents(watched, { isFiltered: isFiltered(search) });
  };
  const first = search.view.find((id) => viewOf(id).kind === 'tiles') ?? 'now';
  const views = search.view.map((id): MergedView => {
    const answered = vaults.filter(({ watched }) => watched.polling().asOf !== undefined);
    const part = (name: 'attention' | 'others') =>
      mergedEntries(
        answered.map((vault) => ({
          vault,
          entries: contents(id, vault)?.[name] ?? [],
          aheadMs: vault.watched.aheadMs(),
        })),
      );
    return { id, attention: part('attention'), others: part('others') };
  });
  const contextOf = ({ place, watched }: WatchedVault) => {
    const isPast = livenessOf(watched.polling(), deviceNow()).state === 'not-live';
    return tileContext(watched, { zone, isPast, vault: place });
  };
  /** What the first view shows of one. */
  const countOf = (vault: WatchedVault) => contents(first, vault)?.count ?? '';
  return { vaults, views, contextOf, countOf };
}
