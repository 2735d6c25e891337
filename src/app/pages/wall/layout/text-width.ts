/** How wide texts are on this screen: its fonts are not known before. */
import type { Need } from './grid.ts';
import type { Facts } from './tile-text.ts';

/** What ticks grows as it does, and a tile must not jump for that. */
const mostTicking = '9 min 59 s';

export function needOf({ state, title, details }: Facts): Need {
  const ticking = textWidth(mostTicking, weights.detail);
  return {
    state: textWidth(state, weights.state),
    title: textWidth(title, weights.title),
    details: details.map((text, at) => {
      const width = textWidth(text, weights.detail);
      return at === 0 ? Math.max(width, ticking) : width;
    }),
  };
}

/** As the classes of `Tile` have them. */
const weights = { state: 500, title: 600, detail: 400 } as const;

const known = new Map<string, number>();
/** A wall shows new texts for weeks; measured anew they cost a few milliseconds. */
const mostKnown = 5_000;

/** In em. */
export function textWidth(text: string, weight: number): number {
  // Digits are all of one width, so that one that ticks is measured once.
  const key = `${weight} ${text.replace(/\d/g, '0')}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= mostKnown) known.clear();
  const width = measured(text, weight);
  known.set(key, width);
  return width;
}

const px = 100;
let drawing: CanvasRenderingContext2D | null | undefined;

function measured(text: string, weight: number): number {
  drawing ??= document.createElement('canvas').getContext('2d');
  // Wider than any common text, where a browser forbids to measure.
  if (drawing === null) return text.length * 0.7;
  drawing.font = `${weight} ${px}px ${getComputedStyle(document.body).fontFamily}`;
  // What browsers round in small sizes is made up for.
  return (drawing.measureText(text).width / px) * 1.02;
}
