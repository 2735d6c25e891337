/**
 * How many tiles stand on a page, where, and how large their text is. First as few pages as can
 * be, then text as large as can be; what needs attention stays on every page.
 */
import { gap, type Grid, gridsFor, type Need, tileWidth, worth } from './grid.ts';

/** Tiles from one index up to another, which is not among them. Lengths as in `grid.ts`. */
export type Band = {
  part: 'held' | 'others';
  from: number;
  to: number;
  /** How many of the held ones have no room here; one more tile says so. */
  more: number;
  grid: Grid;
  rows: number;
  height: number;
};

export type Page = Band[];

type Room = { width: number; height: number };
type Given = {
  /** What needs attention. */
  held: readonly Need[];
  others: readonly Need[];
  /** In em of the smallest text. */
  room: Room;
};

/** Of the height of a page that is turned, at most so much for what stays. */
const heldShare = 1 / 3;
/** Taller than its text needs, a tile only looks empty. */
const mostStretch = 1.6;

/** All of them over all pages: the held ones on each where they fit, the others once. */
export function fit({ held, others, room }: Given): Page[] {
  if (held.length === 0) return alone('others', others, room);
  if (others.length === 0) return alone('held', held, room);
  const both = together({ held, others, room });
  if (both !== undefined) return both;
  // Too many to be held: first all of them, then as many as have room above the others.
  const some = firstOf(held, room);
  const above = some === undefined ? 0 : some.height + gap;
  const below = alone('others', others, { ...room, height: room.height - above });
  return [
    ...alone('held', held, room),
    ...below.map((page) => (some === undefined ? page : [some, ...page])),
  ];
}

type Plan = { grid: Grid; pages: number; rows: number };

function alone(part: Band['part'], needs: readonly Need[], room: Room): Page[] {
  if (needs.length === 0) return [];
  const grids = gridsFor({ part, needs, width: room.width });
  const plan = planned(needs.length, grids, room) ?? crammed(needs.length, grids);
  return slices(needs.length, plan).map((slice) => [
    band(part, slice, { ...plan, height: stretched(plan, room.height) }),
  ]);
}

/** The best way to give a number of tiles a room; undefined if not even one row has room. */
function planned(count: number, grids: readonly Grid[], room: Room): Plan | undefined {
  let best: (Plan & { odds: number }) | undefined;
  for (const grid of grids) {
    const most = Math.floor((room.height + gap) / (grid.height + gap)) * grid.columns;
    if (most < 1) continue;
    const pages = Math.ceil(count / most);
    const rows = Math.ceil(Math.ceil(count / pages) / grid.columns);
    const plan = { grid, pages, rows };
    const made = { ...plan, odds: odds(count, plan, room) };
    if (best === undefined || isBetter(made, best)) best = made;
  }
  return best;
}

function isBetter(a: Plan & { odds: number }, b: Plan & { odds: number }): boolean {
  if (a.pages !== b.pages) return a.pages < b.pages;
  const more = worth(a.grid) - worth(b.grid);
  if (more !== 0) return more > 0;
  return a.odds < b.odds;
}

/** What is ugly in a plan: places that stay empty, and tiles that are too long or too high. */
function odds(count: number, plan: Plan, room: Room): number {
  const { grid, pages, rows } = plan;
  const empty = (rows * grid.columns * pages - count) / count;
  const height = (stretched(plan, room.height) + gap) / rows - gap;
  return empty + Math.abs(Math.log(tileWidth(room.width, grid.columns) / height / 2.4));
}

/** One row of the least text, in a room that is too low even for that: better cut than not there. */
function crammed(count: number, grids: readonly Grid[]): Plan {
  const grid = grids.at(-1);
  if (grid === undefined) throw new Error('There is always a grid of one column.');
  return { grid, pages: Math.ceil(count / grid.columns), rows: 1 };
}

/** Both on each page, the others turned where they need more than one. */
function together({ held, others, room }: Given): Page[] | undefined {
  const { width } = room;
  const grids = gridsFor({ part: 'others', needs: others, width });
  let best: { above: Plan; below: Plan; size: number } | undefined;
  for (const grid of gridsFor({ part: 'held', needs: held, width })) {
    const above = { grid, pages: 1, rows: Math.ceil(held.length / grid.columns) };
    const left = room.height - natural(above) - gap;
    const least = grid.title === 1;
    const smaller = grids.filter(({ title }) => title < grid.title || least);
    const below = planned(others.length, smaller, { ...room, height: left });
    if (below === undefined) continue;
    if (below.pages > 1 && natural(above) > room.height * heldShare) continue;
    const size = worth(grid) * worth(below.grid);
    const fewer = best === undefined ? -1 : below.pages - best.below.pages;
    if (best === undefined || fewer < 0 || (fewer === 0 && size > best.size))
      best = { above, below, size };
  }
  if (best === undefined) return undefined;
  const { above, below } = best;
  // What is left over goes to both alike.
  const spare = room.height - gap - natural(above) - natural(below);
  const share = spare / (natural(above) + natural(below));
  const most = below.pages > 1 ? room.height * heldShare : Infinity;
  const top = Math.min(natural(above) * (1 + share), stretched(above, Infinity), most);
  const all = band('held', { from: 0, to: held.length }, { ...above, height: top });
  const height = stretched(below, room.height - gap - top);
  return slices(others.length, below).map((slice) => [
    all,
    band('others', slice, { ...below, height }),
  ]);
}

/** As many of the held ones as a third of the page has room for, with a tile for how many more. */
function firstOf(held: readonly Need[], room: Room): Band | undefined {
  const height = room.height * heldShare;
  const most = gridsFor({ part: 'held', needs: held, width: room.width })
    .map((grid) => {
      const rows = Math.floor((height + gap) / (grid.height + gap));
      return { grid, pages: 1, rows };
    })
    .reduce((a, b) => (b.rows * b.grid.columns > a.rows * a.grid.columns ? b : a));
  const count = most.rows * most.grid.columns - 1;
  if (count < 1) return undefined;
  const more = held.length - count;
  return { ...band('held', { from: 0, to: count }, { ...most, height: natural(most) }), more };
}

function natural({ grid, rows }: Plan): number {
  return rows * (grid.height + gap) - gap;
}

function stretched(plan: Plan, room: number): number {
  const { grid, rows } = plan;
  return Math.max(natural(plan), Math.min(room, rows * (grid.height * mostStretch + gap) - gap));
}

type Slice = { from: number; to: number };

/** As even as can be with whole rows, so that no page stands almost empty. */
function slices(count: number, { pages, rows, grid }: Plan): Slice[] {
  const each = pages > 1 ? rows * grid.columns : count;
  return Array.from({ length: Math.ceil(count / each) }, (_, nth) => ({
    from: nth * each,
    to: Math.min(count, (nth + 1) * each),
  }));
}

function band(
  part: Band['part'],
  { from, to }: Slice,
  { grid, rows, height }: Plan & { height: number },
): Band {
  return { part, from, to, more: 0, grid, rows, height };
}
