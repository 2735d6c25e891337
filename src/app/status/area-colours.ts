/**
 * The colours of `colours.ts` as areas, such as bars and the shapes of a chart. Apart from it, as
 * no list of jobs needs them: its file is in the first load.
 */
import type { Phase } from '#insight/status/statuses.ts';

export const backgrounds: Record<Phase, string> = {
  waiting: 'bg-waiting',
  active: 'bg-active',
  well: 'bg-well',
  badly: 'bg-bad',
  otherwise: 'bg-otherwise',
  unknown: 'bg-unknown',
};

type EndedPhase = Exclude<Phase, 'waiting' | 'active'>;

export const fills: Record<EndedPhase, string> = {
  well: 'fill-well',
  badly: 'fill-bad',
  otherwise: 'fill-otherwise',
  unknown: 'fill-unknown',
};

export const strokes: Record<EndedPhase, string> = {
  well: 'stroke-well',
  badly: 'stroke-bad',
  otherwise: 'stroke-otherwise',
  unknown: 'stroke-unknown',
};

/** Where nothing is wrong, so that what failed stands out; not see-through, as hatching lies behind. */
export const paleWell = 'fill-[color-mix(in_srgb,var(--well)_65%,var(--surface))]';
