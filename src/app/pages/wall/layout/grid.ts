/** The grids in which the tiles of one section fit, by how wide their texts are. */

/** How wide the texts of one tile are on one line, in em of the size they are set in. */
export type TextWidths = { state: number; title: number; details: readonly number[] };

/** Lengths are in em of the smallest text. */
export type Grid = {
  columns: number;
  /** Sizes of text: of the title and the state, and of the details. */
  title: number;
  detail: number;
  titleLines: 1 | 2;
  /** The details are beside the state instead of below the title. */
  isMerged: boolean;
  /** The minimum height of a tile. */
  height: number;
  /** The share of titles that are truncated, from 0 to 1. */
  truncated: number;
};

/** Between two tiles. */
export const gap = 0.4;
/** The thick left edge of a tile. */
export const edges = { attention: 0.7, others: 0.35 } as const;
/** On both sides of a tile's text. */
export const side = 0.5;
/** Above and below a tile's text, together. */
const ends = 0.9;
/** Line heights, in em of their own text. */
export const titleLeading = 1.2;
export const detailLeading = 1.3;
/** The icon before the state with the space after it, in em of the state. */
const icon = 1.4;
/** Between two details, in em of their own text. */
export const detailGap = 0.7;

/** From the largest to the smallest. On a screen 1080 pixels high 2.4 is 67 px, and 1.2 is 34 px. */
const sizes = [
  { title: 4, detail: 2 },
  { title: 3.2, detail: 1.7 },
  { title: 2.4, detail: 1.35 },
  { title: 2, detail: 1.25 },
  { title: 1.7, detail: 1.2 },
  { title: 1.45, detail: 1.1 },
  { title: 1.2, detail: 1 },
  { title: 1, detail: 1 },
];

const maxColumns = 8;

type Tiles = {
  part: keyof typeof edges;
  tiles: readonly TextWidths[];
  width: number;
  /** The least height of a line, in em of its text. */
  line?: number;
};

/** All grids in which no text except a title is truncated, the largest text first. */
export function gridsFor({ part, tiles, width, line = 0 }: Tiles): Grid[] {
  return sizes.flatMap((size) => {
    const grids: Grid[] = [];
    for (let columns = 1; columns <= maxColumns; columns += 1) {
      const inner = tileWidth(width, columns) - edges[part] - side * 2 - 0.1;
      // With a single column a word may break, as no wider grid exists.
      if (columns > 1 && !tiles.every((tile) => fits(tile, { ...size, inner }))) break;
      grids.push({ columns, ...size, ...heightOf(tiles, { ...size, inner, line }) });
    }
    return grids;
  });
}

export function tileWidth(width: number, columns: number): number {
  return (width - gap * (columns - 1)) / columns;
}

type Space = { title: number; detail: number; inner: number };
type Setting = Space & { line: number };

function fits({ state, details }: TextWidths, { title, detail, inner }: Space): boolean {
  return (state + icon) * title <= inner && details.every((one) => one * detail <= inner);
}

function heightOf(tiles: readonly TextWidths[], setting: Setting) {
  const { title, detail, inner, line } = setting;
  const titleLines = tiles.every((tile) => tile.title * title <= inner) ? 1 : 2;
  const isMerged = tiles.every(({ state, details }) => {
    const beside = details.reduce((sum, one) => sum + (one + detailGap) * detail, 0);
    return (state + icon) * title + beside <= inner;
  });
  const stateLines = largest(tiles.map(({ state }) => lineCount((state + icon) * title, inner)));
  const detailLines = largest(tiles.map(({ details }) => detailLineCount(details, setting)));
  const height =
    ends +
    (stateLines + titleLines) * title * Math.max(titleLeading, line) +
    (isMerged ? 0 : detailLines * detail * Math.max(detailLeading, line));
  // Two lines hold less than twice the text of one, as words are not broken.
  const maxTitle = titleLines === 1 ? inner : inner * 1.75;
  const truncated = tiles.filter((tile) => tile.title * title > maxTitle).length / tiles.length;
  return { titleLines, isMerged, height, truncated } as const;
}

/** The number of lines that details take, none of which is broken unless it is wider than a line. */
function detailLineCount(details: readonly number[], { detail, inner }: Space): number {
  let [lines, used] = [0, Infinity];
  for (const one of details) {
    const width = one * detail;
    if (used + detailGap * detail + width <= inner) used += detailGap * detail + width;
    else [lines, used] = [lines + lineCount(width, inner), width];
  }
  return lines;
}

/** The number of lines of a text that breaks between words, which leaves the ends of lines empty. */
export function lineCount(width: number, inner: number): number {
  return width <= inner ? 1 : Math.ceil(width / (inner * 0.7));
}

function largest(counts: readonly number[]): number {
  return counts.reduce((a, b) => Math.max(a, b), 0);
}

/**
 * Rows without an empty place: tiles are spread evenly over them, and where a row has fewer than
 * another, its tiles are wider. `columns` of a list, and how many of these each tile takes.
 */
export function filledRows(count: number, rows: number): { columns: number; spans: number[] } {
  const used = Math.min(rows, count);
  const least = Math.floor(count / Math.max(used, 1));
  const longer = count - least * used;
  const columns = longer === 0 ? least : least * (least + 1);
  const spans = Array.from({ length: count }, (_, nth) =>
    longer > 0 && nth < longer * (least + 1) ? columns / (least + 1) : columns / least,
  );
  return { columns, spans };
}

/** Prefers large text, up to a size above which it is no easier to read, and whole titles. */
export function readability({ title, truncated }: Grid): number {
  const large = 2.4;
  const size = Math.min(title, large) + Math.max(0, title - large) / 4;
  return size * (1 - truncated / 2);
}
