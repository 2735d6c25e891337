import { attention } from '#insight/attention.ts';
import { resolveZone } from '#insight/time/zone.ts';

import { TabTitle } from '../../../components/PageTitle.tsx';
import { useLiveness } from '../../../vaults/watched.ts';
import { FailureFlash } from '../alerts/FailureFlash.tsx';
import { NotLiveBanner } from '../NotLiveBanner.tsx';
import type { WallSearch } from '../search.ts';
import { SeveralVaults } from '../several/SeveralVaults.tsx';
import { DriftAndDim } from '../upkeep/DriftAndDim.tsx';
import { UpkeepNotices } from '../upkeep/UpkeepNotices.tsx';
import { useWall, type Wall } from '../use-wall.ts';
import { viewOf } from '../views.ts';
import { CurrentView } from './CurrentView.tsx';
import { StatusBar } from './StatusBar.tsx';
import { minTextPxOf, useElementSize } from './use-element-size.ts';
import type { TileArea } from './view-pages.ts';

type Props = {
  search: WallSearch;
  /** Names in the URL that were ignored. */
  ignored?: string[];
  /** Only shows a wall: does not reload the page, keep the screen awake or make a sound. */
  isPreview?: boolean;
  onArea?: ((area: TileArea) => void) | undefined;
};

/** A wall in a box of any size. Inside, 1 em is the smallest text allowed. */
export function Screen({ search, ignored = [], isPreview = false, onArea }: Props) {
  const { ref, size } = useElementSize();
  const Vaults = search.vaults.length === 0 ? OneVault : SeveralVaults;
  const zone = resolveZone(search.zone ?? 'browser', undefined);
  const minTextPx = size === undefined ? undefined : minTextPxOf(size, search.scale);
  return (
    <div
      ref={ref}
      className="bg-page text-ink relative h-full w-full overflow-hidden"
      data-theme={search.theme}
      style={{ fontSize: minTextPx, lineHeight: 1.3 }}
    >
      {minTextPx !== undefined && (
        <Vaults {...{ search, ignored, isPreview, zone, minTextPx, onArea }} />
      )}
    </div>
  );
}

type VaultProps = Required<Omit<Props, 'onArea'>> &
  Pick<Props, 'onArea'> & { zone: string; minTextPx: number };

function OneVault({ search, ignored, isPreview, zone, minTextPx, onArea }: VaultProps) {
  const readsWholeDay = search.view.some((id) => viewOf(id).readsWholeDay);
  const wall = useWall({ filter: search, readsWholeDay });
  return (
    <>
      <DriftAndDim walls={[wall]} zone={zone} search={search}>
        <StatusBar wall={wall} zone={zone} />
        <NotLiveBanner wall={wall} zone={zone} />
        <CurrentView
          wall={wall}
          zone={zone}
          search={search}
          minTextPx={minTextPx}
          isPreview={isPreview}
          onArea={onArea}
        />
        {!isPreview && (
          <>
            <WallTitle wall={wall} />
            <UpkeepNotices walls={[wall]} zone={zone} search={search} ignored={ignored} />
          </>
        )}
      </DriftAndDim>
      <FailureFlash walls={[wall]} />
    </>
  );
}

/** Counts nothing once the data is not live: what is wrong by now is unknown. */
function WallTitle({ wall }: { wall: Wall }) {
  const isLive = useLiveness(wall) === 'live';
  const { session, jobs, now, knownSince, alsoWell } = wall;
  if (session === undefined) return <title>Wall · Jobwatch</title>;
  const { troubles } = attention(jobs, { now, knownSince, alsoWell, archived: [] });
  return <TabTitle session={session} page="Wall" alarms={isLive ? troubles.length : 0} />;
}
