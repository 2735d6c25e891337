import { useEffect } from 'react';

import { useLiveness } from '../../../vaults/watched.ts';
import { useNewFailure } from '../alerts/use-new-failure.ts';
import { RotationDots } from '../rotation/RotationDots.tsx';
import { useRotation } from '../rotation/use-rotation.ts';
import type { WallSearch } from '../search.ts';
import { isFiltered } from '../title-filter.ts';
import type { Wall } from '../use-wall.ts';
import { viewOf } from '../views.ts';
import { Heading } from './Heading.tsx';
import { useTextSpacing } from './text-spacing.ts';
import { tileContext } from './tile-text.ts';
import { greyStatusColours } from './Tile.tsx';
import { useElementSize } from './use-element-size.ts';
import { type TileArea, viewPages } from './view-pages.ts';
import { ViewContents } from './ViewContents.tsx';

type Props = {
  wall: Wall;
  search: WallSearch;
  zone: string;
  /** Size of the smallest text, in pixels. */
  minTextPx: number;
  isPreview: boolean;
  /** Is called with the area for tiles once it is known, and whenever it changes. */
  onArea?: ((area: TileArea) => void) | undefined;
};

/** The view whose slot in the rotation it is, and the rotation's dots. */
export function CurrentView({ wall, search, zone, minTextPx, isPreview, onArea }: Props) {
  const { ref, size } = useElementSize();
  const { ref: sample, spacing } = useTextSpacing();
  const liveness = useLiveness(wall);
  const isPast = liveness === 'not-live';
  const context = tileContext(wall, { zone, isPast });

  const em = size && { width: size.width / minTextPx, height: size.height / minTextPx, spacing };
  const { width, height } = em ?? {};
  // Another part of the page lays tiles out for the same area.
  useEffect(() => {
    if (width !== undefined && height !== undefined) onArea?.({ width, height, spacing });
  }, [onArea, width, height, spacing]);
  const views = search.view.map((id) => {
    const view = viewOf(id);
    if (view.kind === 'chart') return { view, pages: [] };
    const all = view.contents(wall, { isFiltered: isFiltered(search) });
    // Only live data can show that nothing is wrong.
    const contents = liveness === 'live' ? all : { ...all, verdict: undefined };
    const areShown = em !== undefined && !wall.isReading;
    const pages = areShown ? viewPages(contents, { context, contextOf: () => context }, em) : [];
    return { view, contents, pages };
  });
  const rotation = useRotation({
    cycle: views.map(({ view, pages }) => ({ view: view.id, pages: Math.max(1, pages.length) })),
    seconds: search.seconds,
    failedAt: useNewFailure([wall])?.at,
    isInteractive: !isPreview,
  });

  const { contents, pages = [] } = views.find(({ view }) => view.id === rotation.view) ?? {};
  return (
    <div
      data-liveness={liveness}
      className={`group flex min-h-0 flex-1 flex-col px-[0.5em] pt-[0.2em] pb-[0.4em] ${isPast ? greyStatusColours : ''}`}
    >
      {contents !== undefined && (
        <section
          aria-label={viewOf(rotation.view).name}
          className="@container flex min-h-0 flex-1 flex-col gap-[0.3em]"
        >
          <Heading
            name={viewOf(rotation.view).name}
            count={contents.count}
            page={{ index: rotation.page, count: pages.length }}
            wall={wall}
            filter={search}
            context={context}
          />
          <div ref={ref} className="min-h-0 flex-1 overflow-hidden">
            <ViewContents
              contents={contents}
              page={pages[rotation.page]}
              wall={wall}
              context={context}
              space={{ width: em?.width ?? 0, spacing }}
            />
          </div>
        </section>
      )}
      {views.map(
        ({ view }) =>
          view.kind === 'chart' && (
            <view.Chart
              key={view.id}
              isShown={view.id === rotation.view}
              filter={search}
              zone={zone}
            />
          ),
      )}
      <span
        ref={sample}
        aria-hidden
        className="invisible absolute top-0 left-0 whitespace-pre before:content-['M_M']"
        style={{ lineHeight: 1 }}
      />
      <RotationDots {...rotation.slot} pausedUntil={rotation.pausedUntil} />
    </div>
  );
}
