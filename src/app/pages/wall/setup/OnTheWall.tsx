import { useQuery } from '@tanstack/react-query';

import { roughly } from '#insight/time/format.ts';
import { resolveZone } from '#insight/time/zone.ts';

import { wallSessionQuery } from '../../../queries/wall-queries.ts';
import type { VaultPlace } from '../../../vault-address.ts';
import { namedVaults } from '../../../vaults/use-watched-vaults.ts';
import type { Page } from '../layout/fit.ts';
import { tileContext } from '../layout/tile-text.ts';
import { minTextPxOf } from '../layout/use-element-size.ts';
import { type TileArea, viewPages } from '../layout/view-pages.ts';
import { layOut } from '../several/MergedTiles.tsx';
import { useMergedViews } from '../several/SeveralVaults.tsx';
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

/** The pages of tiles of each view, and how many pages it has, with those of a chart. */
type PagesAt = (area: TileArea) => { pages: Page[]; count: number }[];

/** How large the text of the jobs is that the wall shows now, and with the recommended scale. */
export function OnTheWall(props: Props) {
  const { data: session } = useQuery(wallSessionQuery);
  const { vaults: names } = props.search;
  if (names.length === 0) return <OnWallOfOne {...props} />;
  const { places } = namedVaults(session?.vaults ?? [], names);
  if (places.length === 0) return null;
  // Each Vault's hooks stay with it.
  const key = places.map(({ host }) => host).join(' ');
  return <OnWallOfSeveral key={key} places={places} {...props} />;
}

function OnWallOfOne(props: Props) {
  const { search } = props;
  const readsWholeDay = search.view.some((id) => viewOf(id).readsWholeDay);
  const wall = useWall({ filter: search, readsWholeDay });
  const context = tileContext(wall, { zone: zoneOf(search), isPast: false });
  const pagesAt: PagesAt = (area) =>
    search.view.map((id) => {
      const view = viewOf(id);
      if (view.kind === 'chart') return { pages: [], count: 1 };
      const contents = view.contents(wall, { isFiltered: isFiltered(search) });
      const pages = viewPages(contents, { context, contextOf: () => context }, area);
      return { pages, count: Math.max(1, pages.length) };
    });
  return <Sizes {...props} pagesAt={pagesAt} />;
}

/** As the preview lays it out, whose lists are the same. */
function OnWallOfSeveral({ places, ...props }: Props & { places: readonly VaultPlace[] }) {
  const { search } = props;
  const { views, ...of } = useMergedViews(places, { search, zone: zoneOf(search) });
  const pagesAt: PagesAt = (area) => views.map((view) => layOut(view, of, area));
  return <Sizes {...props} pagesAt={pagesAt} />;
}

function zoneOf({ zone }: SetupSearch): string {
  return resolveZone(zone ?? 'browser', undefined);
}

function Sizes({ search, area, recommended, pagesAt }: Props & { pagesAt: PagesAt }) {
  const screen = screenSize(search.screen);
  const words = (scale: number) => {
    const px = minTextPxOf(screen, scale);
    const pages = pagesAt(atScale(area, { screen, from: search.scale, to: scale }));
    const grids = pages.flatMap((view) => view.pages.flat()).map(({ grid }) => grid);
    const title = px * Math.min(...grids.map((grid) => grid.title), largest);
    const detail = px * Math.min(...grids.map((grid) => grid.detail), largest);
    const count = pages.reduce((sum, view) => sum + view.count, 0);
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
