/** How wide texts are in this browser's fonts, which are known only here. */
import type { TextWidths } from './grid.ts';
import type { TextSpacing } from './text-spacing.ts';
import { atLeast, type TileText } from './tile-text.ts';

/** A running time grows as it ticks, and a tile must not change its size for that. */
const longestTicking = '9 min 59 s';

export function widthsOf(
  { vault, state, title, details }: TileText,
  spacing: TextSpacing,
): TextWidths {
  const width = (text: string, weight: number) => textWidth(text, { weight, spacing });
  const prefix = details[0]?.startsWith(atLeast) === true ? atLeast : '';
  const ticking = width(prefix + longestTicking, weights.detail);
  return {
    state: width(vault === undefined ? state : `${vault} ${state}`, weights.state),
    title: width(title, weights.title),
    details: details.map((text, at) =>
      Math.max(width(text, weights.detail), at === 0 ? ticking : 0),
    ),
  };
}

/** As in the classes of `Tile`. */
const weights = { state: 500, title: 600, detail: 400 } as const;

const cache = new Map<string, number>();
/** A wall shows new texts for weeks; measuring all of them again costs a few milliseconds. */
const maxCached = 5_000;

type Setting = { weight: number; spacing: TextSpacing };

/** In em. */
export function textWidth(text: string, { weight, spacing: { letter, word } }: Setting): number {
  const spaces = text.split(/\s/).length - 1;
  return measuredWidth(text, weight) + text.length * letter + spaces * word;
}

function measuredWidth(text: string, weight: number): number {
  // All digits have one width, so a ticking text is measured once.
  const key = `${weight} ${text.replace(/\d/g, '0')}`;
  const cached = cache.get(key);
  if (cached !== undefined) return cached;
  if (cache.size >= maxCached) cache.clear();
  const width = measure(text, weight);
  cache.set(key, width);
  return width;
}

const px = 100;
let canvas: CanvasRenderingContext2D | null | undefined;

function measure(text: string, weight: number): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  // Some browsers forbid it: then wider than any common text.
  if (canvas === null) return text.length * 0.7;
  canvas.font = `${weight} ${px}px ${getComputedStyle(document.body).fontFamily}`;
  // Browsers round the widths of small text up.
  return (canvas.measureText(text).width / px) * 1.02;
}
