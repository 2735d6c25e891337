import { resolveZone } from '../../time/zone.ts';
import { Bar } from './Bar.tsx';
import { Dim } from './Dim.tsx';
import { Doubt } from './Doubt.tsx';
import { marginPx } from './drift.ts';
import { Drift } from './Drift.tsx';
import { Foot } from './Foot.tsx';
import { useWall } from './model.ts';
import { floorOf, useRoom } from './room.ts';
import type { WallSearch } from './search.ts';
import { Stage } from './Stage.tsx';
import { Sweep } from './Sweep.tsx';

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
