/** The colour of text that says a status; proven legible and apart by `colours.test.ts`. */
import type { Phase } from './statuses.ts';

export const colours: Record<Phase, string> = {
  waiting: 'text-waiting',
  active: 'text-active',
  well: 'text-well',
  badly: 'text-bad',
  otherwise: 'text-otherwise',
  unknown: 'text-unknown',
};

/** The same as areas, such as the bars of a chart. */
export const backgrounds: Record<Phase, string> = {
  waiting: 'bg-waiting',
  active: 'bg-active',
  well: 'bg-well',
  badly: 'bg-bad',
  otherwise: 'bg-otherwise',
  unknown: 'bg-unknown',
};

/** The same as shapes of an SVG, and as their outlines. */
export const fills: Record<Phase, string> = {
  waiting: 'fill-waiting',
  active: 'fill-active',
  well: 'fill-well',
  badly: 'fill-bad',
  otherwise: 'fill-otherwise',
  unknown: 'fill-unknown',
};

export const strokes: Record<Phase, string> = {
  waiting: 'stroke-waiting',
  active: 'stroke-active',
  well: 'stroke-well',
  badly: 'stroke-bad',
  otherwise: 'stroke-otherwise',
  unknown: 'stroke-unknown',
};
