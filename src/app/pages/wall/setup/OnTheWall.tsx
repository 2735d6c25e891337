import { roughly } from '#insight/time/format.ts';
import { resolveZone } from '#insight/time/zone.ts';

import { tileContext } from '../layout/tile-text.ts';
import { minTextPxOf } from '../layout/use-element-size.ts';
import { type TileArea, viewPages } from '../layout/view-pages.ts';
import { isFiltered } from '../title-filter.ts';
import { useWall } from '../use-wall.ts';
import { viewOf } from '../views.ts';
import { type SetupSearch, screenSize } from './search.ts';
import { readableFrom } from './viewing-distance.ts';

type Props = {
  search: SetupSearch;
  /** For tiles, at the scale that is chosen. */
  area: TileArea;
  recommended: number;
};

/** How large the text of the jobs is that the wall shows now, and with the recommended scale. */
export function OnTheWall({ search, area, recommended }: Props) {
  const screen = screenSize(search.screen);
  const readsWholeDay = search.view.some((id) => viewOf(id).readsWholeDay);
  const wall = useWall({ filter: search, readsWholeDay });
  const zone = resolveZone(search.zone ?? 'browser', undefined);
  const context = tileContext(wall, { zone, isPast: false });

  const words = (scale: number) => {
    const px = minTextPxOf(screen, scale);
    const pages = search.view.map((id) => {
      const view = viewOf(id);
      if (view.kind === 'chart') return [];
      const contents = view.contents(wall, { isFiltered: isFiltered(search) });
      return viewPages(
        contents,
        { context, contextOf: () => context },
        atScale(area, { screen, from: search.scale, to: scale }),
      );
    });
    const grids = pages.flat(2).map(({ grid }) => grid);
    const title = px * Math.min(...grids.map((grid) => grid.title), largest);
    const detail = px * Math.min(...grids.map((grid) => grid.detail), largest);
    const count = pages.reduce((sum, { length }) => sum + Math.max(1, length), 0);
    const round =
      count === 1 ? '1 page' : `${count} pages, ${roughly(count * search.seconds * 1_000)} a round`;
    if (grids.length === 0) return round;
    const metres = readableFrom({ ...screen, inches: search.inches }, { title, detail });
    return `text from ${Math.round(Math.min(title, detail))} px, readable from ${metres.toFixed(1)} m; ${round}`;
  };

  return (
    <p className="text-sm">
      <strong>With the jobs on the wall now:</strong> {words(search.scale)}.
      {recommended !== search.scale && ` At scale ${recommended}: ${words(recommended)}.`}
    </p>
  );
}

/** No tile has larger text, in em. */
const largest = 4;

type Scales = { screen: { width: number; height: number }; from: number; to: number };

/** What is around the tiles is as many em at every scale. */
function atScale(area: TileArea, { screen, from, to }: Scales): TileArea {
  const [before, after] = [minTextPxOf(screen, from), minTextPxOf(screen, to)];
  return {
    ...area,
    width: Math.max(1, area.width + screen.width / after - screen.width / before),
    height: Math.max(1, area.height + screen.height / after - screen.height / before),
  };
}
