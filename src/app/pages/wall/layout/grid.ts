/** In which grids the tiles of one band can stand, by how wide their texts are. */

/** How wide the texts of one tile are on one line, in em of the size they are set in. */
export type Need = { state: number; title: number; details: readonly number[] };

/** Lengths are in em of the smallest text. */
export type Grid = {
  columns: number;
  /** Sizes of text: of the title and the state, and of the details. */
  title: number;
  detail: number;
  titleLines: 1 | 2;
  /** The details stand beside the state instead of below the title. */
  isMerged: boolean;
  /** The least height of a tile. */
  height: number;
  /** How many of the titles are cut short, from 0 to 1. */
  cut: number;
};

/** Between two tiles. */
export const gap = 0.4;
/** Of a tile: its thick edge, where it needs attention and else; to both sides of its text. */
export const edges = { held: 0.7, others: 0.35 } as const;
export const side = 0.5;
/** Above and below its text, together. */
const ends = 0.9;
/** Of lines, in their own em. */
export const titleLeading = 1.2;
export const detailLeading = 1.3;
/** The shape before the state with the space after it, in em of the state. */
const shape = 1.4;
/** Between two details, in their em. */
export const detailGap = 0.7;

/**
 * Title and details, from what reads from the far end of a hall down to the least. 2.4 is 67 px on
 * a screen of 1080 lines, 1.2 is 34 px.
 */
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

const mostColumns = 8;

type Given = { part: keyof typeof edges; needs: readonly Need[]; width: number };

/** All grids in which no text but a title is cut short, the largest text first. */
export function gridsFor({ part, needs, width }: Given): Grid[] {
  return sizes.flatMap((size) => {
    const grids: Grid[] = [];
    for (let columns = 1; columns <= mostColumns; columns += 1) {
      const inner = tileWidth(width, columns) - edges[part] - side * 2 - 0.1;
      // A word may be broken where there is but one column: it has nowhere else to go.
      if (columns > 1 && !needs.every((need) => fits(need, { ...size, inner }))) break;
      grids.push({ columns, ...size, ...heightOf(needs, { ...size, inner }) });
    }
    return grids;
  });
}

export function tileWidth(width: number, columns: number): number {
  return (width - gap * (columns - 1)) / columns;
}

type Space = { title: number; detail: number; inner: number };

function fits({ state, details }: Need, { title, detail, inner }: Space): boolean {
  return (state + shape) * title <= inner && details.every((one) => one * detail <= inner);
}

function heightOf(needs: readonly Need[], space: Space) {
  const { title, detail, inner } = space;
  const titleLines = needs.every((need) => need.title * title <= inner) ? 1 : 2;
  const isMerged = needs.every(({ state, details }) => {
    const beside = details.reduce((sum, one) => sum + (one + detailGap) * detail, 0);
    return (state + shape) * title + beside <= inner;
  });
  const stateLines = most(needs.map(({ state }) => lineCount((state + shape) * title, inner)));
  const detailLines = most(needs.map(({ details }) => linesOf(details, space)));
  const height =
    ends +
    (stateLines + titleLines) * title * titleLeading +
    (isMerged ? 0 : detailLines * detail * detailLeading);
  // Two lines hold less than twice what one does, as words are kept whole.
  const held = titleLines === 1 ? inner : inner * 1.75;
  const cut = needs.filter((need) => need.title * title > held).length / needs.length;
  return { titleLines, isMerged, height, cut } as const;
}

/** Lines of details that follow one another, each whole on a line as far as one can hold it. */
function linesOf(details: readonly number[], { detail, inner }: Space): number {
  let [lines, used] = [0, Infinity];
  for (const one of details) {
    const wide = one * detail;
    if (used + detailGap * detail + wide <= inner) used += detailGap * detail + wide;
    else [lines, used] = [lines + lineCount(wide, inner), wide];
  }
  return lines;
}

/** Lines of a text that may break between words, which leaves the ends of lines empty. */
export function lineCount(wide: number, inner: number): number {
  return wide <= inner ? 1 : Math.ceil(wide / (inner * 0.7));
}

function most(counts: readonly number[]): number {
  return counts.reduce((a, b) => Math.max(a, b), 0);
}

/** How well a grid is read: large text is, up to where larger is no easier, and whole titles are. */
export function worth({ title, cut }: Grid): number {
  const easiest = 2.4;
  const size = Math.min(title, easiest) + Math.max(0, title - easiest) / 4;
  return size * (1 - cut / 2);
}
