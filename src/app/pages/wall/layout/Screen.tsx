import { resolveZone } from '../../../time/zone.ts';
import { Sweep } from '../alerts/FailureFlash.tsx';
import { useWall } from '../model.ts';
import { Doubt } from '../NotLiveBanner.tsx';
import type { WallSearch } from '../search.ts';
import { Dim } from '../upkeep/Dim.tsx';
import { marginPx } from '../upkeep/drift.ts';
import { Drift } from '../upkeep/Drift.tsx';
import { Foot } from '../upkeep/UpkeepNotices.tsx';
import { Stage } from './CurrentView.tsx';
import { Bar } from './StatusBar.tsx';
import { floorOf, useRoom } from './use-element-size.ts';

type Props = {
  search: WallSearch;
  /** Names in its address that made no sense. */
  ignored?: string[];
  /** It is only looked at: nothing is loaded anew, kept awake or sounded on its behalf. */
  isPreview?: boolean;
};

/** A wall, in whatever box it is put: 1 em in it is the smallest text that may be used. */
export function Screen({ search, ignored = [], isPreview = false }: Props) {
  const wall = useWall(search);
  const { ref, room } = useRoom();
  const zone = resolveZone(search.zone ?? 'browser', undefined);
  const floor = room === undefined ? undefined : floorOf(room, search.scale);
  return (
    <div
      ref={ref}
      className="bg-page text-ink relative h-full w-full overflow-hidden"
      data-theme={search.theme}
      style={{ fontSize: floor, lineHeight: 1.3 }}
    >
      {floor !== undefined && (
        <>
          <Drift by={search.drift === 'on' ? marginPx : 0}>
            <Bar wall={wall} zone={zone} />
            <Doubt wall={wall} zone={zone} />
            <Stage wall={wall} zone={zone} search={search} floor={floor} isPreview={isPreview} />
            {!isPreview && <Foot wall={wall} zone={zone} search={search} ignored={ignored} />}
          </Drift>
          {search.dim !== undefined && <Dim wall={wall} zone={zone} hours={search.dim} />}
          <Sweep wall={wall} />
        </>
      )}
    </div>
  );
}
