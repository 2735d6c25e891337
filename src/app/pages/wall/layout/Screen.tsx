import { attention } from '#insight/attention.ts';
import { resolveZone, zoneProblem } from '#insight/time/zone.ts';

import { TabTitle } from '../../../components/PageTitle.tsx';
import { Chime } from '../alerts/Chime.tsx';
import { FailureFlash } from '../alerts/FailureFlash.tsx';
import { NotLiveBanner } from '../NotLiveBanner.tsx';
import type { WallSearch } from '../search.ts';
import { AutoReload } from '../upkeep/AutoReload.tsx';
import { DriftAndDim } from '../upkeep/DriftAndDim.tsx';
import { WakeLock } from '../upkeep/WakeLock.tsx';
import { useLiveness, useWall, type Wall } from '../use-wall.ts';
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
  onArea?: (area: TileArea) => void;
};

/** A wall in a box of any size. Inside, 1 em is the smallest text allowed. */
export function Screen({ search, ignored = [], isPreview = false, onArea }: Props) {
  const readsWholeDay = search.view.some((id) => viewOf(id).readsWholeDay);
  const wall = useWall({ filter: search, readsWholeDay });
  const { ref, size } = useElementSize();
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
        <>
          <DriftAndDim wall={wall} zone={zone} search={search}>
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
                <UpkeepNotices wall={wall} zone={zone} search={search} ignored={ignored} />
              </>
            )}
          </DriftAndDim>
          <FailureFlash wall={wall} />
        </>
      )}
    </div>
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

type NoticesProps = { wall: Wall; zone: string; search: WallSearch; ignored: readonly string[] };

/** Keeps the display running, and says what stands in the way; normally it shows nothing. */
function UpkeepNotices({ wall, zone, search, ignored }: NoticesProps) {
  const { chime, quiet, reload } = search;
  const problem = zoneProblem(search.zone ?? 'browser', undefined);
  return (
    <footer className="text-muted flex flex-wrap px-[0.5em]" style={{ columnGap: '1em' }}>
      {problem !== undefined && (
        <div className="truncate">
          {problem}: all times are in {zone}.
        </div>
      )}
      {ignored.length > 0 && (
        <div className="truncate">
          Ignored in this URL: <bdi>{ignored.join(', ')}</bdi>
        </div>
      )}
      <AutoReload wall={wall} zone={zone} reload={reload} />
      <WakeLock />
      {chime === 'on' && <Chime wall={wall} zone={zone} quiet={quiet} />}
    </footer>
  );
}
