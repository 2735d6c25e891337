/**
 * Lays tiles out on pages: as few pages as possible first, then text as large as possible. Tiles
 * that need attention stay on every page.
 */
import { gap, type Grid, gridsFor, readability, type TextWidths, tileWidth } from './grid.ts';

/** The tiles from one index up to, but not including, another. Lengths as in `grid.ts`. */
export type Section = {
  part: 'attention' | 'others';
  from: number;
  to: number;
  /** How many attention tiles do not fit here; one extra tile says so. */
  more: number;
  grid: Grid;
  rows: number;
  height: number;
};

export type Page = Section[];

/** `line`: the least height of a line, in em of its text. */
type Area = { width: number; height: number; line?: number };
type Tiles = {
  attention: readonly TextWidths[];
  others: readonly TextWidths[];
  /** In em of the smallest text. */
  area: Area;
};

/** The largest share of a page's height for attention tiles, where there are several pages. */
const attentionShare = 1 / 3;
/** A tile much taller than its text looks empty. */
const maxStretch = 1.6;

/** Each of `others` is on one page, and each of `attention` on every page as far as they fit. */
export function fit({ attention, others, area }: Tiles): Page[] {
  if (attention.length === 0) return pagesOfOne('others', others, area);
  if (others.length === 0) return pagesOfOne('attention', attention, area);
  const both = pagesOfBoth({ attention, others, area });
  if (both !== undefined) return both;
  // Too many to stay: all of them on pages of their own, then as many as fit above the others.
  const some = firstOf(attention, area);
  const above = some === undefined ? 0 : some.height + gap;
  const below = pagesOfOne('others', others, { ...area, height: area.height - above });
  return [
    ...pagesOfOne('attention', attention, area),
    ...below.map((page) => (some === undefined ? page : [some, ...page])),
  ];
}

type Plan = { grid: Grid; pages: number; rows: number };

function pagesOfOne(part: Section['part'], tiles: readonly TextWidths[], area: Area): Page[] {
  if (tiles.length === 0) return [];
  const grids = gridsFor({ part, tiles, ...area });
  const plan = bestPlan(tiles.length, grids, area) ?? smallestPlan(tiles.length, grids);
  return slicesOf(tiles.length, plan).map((slice) => [
    section(part, slice, { ...plan, height: stretchedHeight(plan, area.height) }),
  ]);
}

/** The best plan for a number of tiles; undefined if not even one row fits. */
function bestPlan(count: number, grids: readonly Grid[], area: Area): Plan | undefined {
  let best: (Plan & { ugliness: number }) | undefined;
  for (const grid of grids) {
    const most = Math.floor((area.height + gap) / (grid.height + gap)) * grid.columns;
    if (most < 1) continue;
    const pages = Math.ceil(count / most);
    const rows = Math.ceil(Math.ceil(count / pages) / grid.columns);
    const plan = { grid, pages, rows };
    const candidate = { ...plan, ugliness: uglinessOf(count, plan, area) };
    if (best === undefined || isBetter(candidate, best)) best = candidate;
  }
  return best;
}

function isBetter(a: Plan & { ugliness: number }, b: Plan & { ugliness: number }): boolean {
  if (a.pages !== b.pages) return a.pages < b.pages;
  const more = readability(a.grid) - readability(b.grid);
  if (more !== 0) return more > 0;
  return a.ugliness < b.ugliness;
}

/** How ugly a plan is: empty places, and tiles far from a good ratio of width to height. */
function uglinessOf(count: number, plan: Plan, area: Area): number {
  const { grid, pages, rows } = plan;
  const empty = (rows * grid.columns * pages - count) / count;
  const height = (stretchedHeight(plan, area.height) + gap) / rows - gap;
  return empty + Math.abs(Math.log(tileWidth(area.width, grid.columns) / height / 2.4));
}

/** One row of the smallest text, where even that is too high: truncated is better than missing. */
function smallestPlan(count: number, grids: readonly Grid[]): Plan {
  const grid = grids.at(-1);
  if (grid === undefined) throw new Error('There is always a grid of one column.');
  return { grid, pages: Math.ceil(count / grid.columns), rows: 1 };
}

/** All attention tiles on each page, with the others below on as many pages as they need. */
function pagesOfBoth({ attention, others, area }: Tiles): Page[] | undefined {
  const grids = gridsFor({ part: 'others', tiles: others, ...area });
  let best: { above: Plan; below: Plan; size: number } | undefined;
  for (const grid of gridsFor({ part: 'attention', tiles: attention, ...area })) {
    const above = { grid, pages: 1, rows: Math.ceil(attention.length / grid.columns) };
    const left = area.height - minHeight(above) - gap;
    const least = grid.title === 1;
    const smaller = grids.filter(({ title }) => title < grid.title || least);
    const below = bestPlan(others.length, smaller, { ...area, height: left });
    if (below === undefined) continue;
    if (below.pages > 1 && minHeight(above) > area.height * attentionShare) continue;
    const size = readability(grid) * readability(below.grid);
    const fewer = best === undefined ? -1 : below.pages - best.below.pages;
    if (best === undefined || fewer < 0 || (fewer === 0 && size > best.size))
      best = { above, below, size };
  }
  if (best === undefined) return undefined;
  const { above, below } = best;
  // Both grow by the same share of the height left over.
  const spare = area.height - gap - minHeight(above) - minHeight(below);
  const share = spare / (minHeight(above) + minHeight(below));
  const most = below.pages > 1 ? area.height * attentionShare : Infinity;
  const top = Math.min(minHeight(above) * (1 + share), stretchedHeight(above, Infinity), most);
  const all = section('attention', { from: 0, to: attention.length }, { ...above, height: top });
  const height = stretchedHeight(below, area.height - gap - top);
  return slicesOf(others.length, below).map((slice) => [
    all,
    section('others', slice, { ...below, height }),
  ]);
}

/** As many attention tiles as fit a third of the page, with a tile that counts the rest. */
function firstOf(attention: readonly TextWidths[], area: Area): Section | undefined {
  const height = area.height * attentionShare;
  const most = gridsFor({ part: 'attention', tiles: attention, ...area })
    .map((grid) => {
      const rows = Math.floor((height + gap) / (grid.height + gap));
      return { grid, pages: 1, rows };
    })
    .reduce((a, b) => (b.rows * b.grid.columns > a.rows * a.grid.columns ? b : a));
  const count = most.rows * most.grid.columns - 1;
  if (count < 1) return undefined;
  const more = attention.length - count;
  return {
    ...section('attention', { from: 0, to: count }, { ...most, height: minHeight(most) }),
    more,
  };
}

function minHeight({ grid, rows }: Plan): number {
  return rows * (grid.height + gap) - gap;
}

function stretchedHeight(plan: Plan, area: number): number {
  const { grid, rows } = plan;
  return Math.max(minHeight(plan), Math.min(area, rows * (grid.height * maxStretch + gap) - gap));
}

type Slice = { from: number; to: number };

/** Splits tiles evenly: no page has two more than another, so that all of them look full. */
function slicesOf(count: number, { pages, rows, grid }: Plan): Slice[] {
  const needed = pages > 1 ? Math.ceil(count / (rows * grid.columns)) : 1;
  return Array.from({ length: needed }, (_, nth) => ({
    from: Math.floor((nth * count) / needed),
    to: Math.floor(((nth + 1) * count) / needed),
  }));
}

function section(
  part: Section['part'],
  { from, to }: Slice,
  { grid, rows, height }: Plan & { height: number },
): Section {
  return { part, from, to, more: 0, grid, rows, height };
}
