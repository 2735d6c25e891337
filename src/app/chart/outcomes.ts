/** How each outcome looks in a chart besides its colour, which never stands alone. */
import type { Outcome } from '#insight/throughput.ts';

/** What `data-state` of a mark says. */
export const markStates = [
  'well',
  'badly',
  'otherwise',
  'unknown',
  'never-ran',
  'running',
  'queued',
  'planned',
  'unread',
] as const;
export type MarkState = (typeof markStates)[number];

type Look = {
  word: string;
  /** What is drawn over the fill. */
  pattern: 'plain' | 'stripes' | 'dots' | 'bars';
};

export const looks: Record<Outcome, Look> = {
  well: { word: 'succeeded', pattern: 'plain' },
  badly: { word: 'failed', pattern: 'stripes' },
  otherwise: { word: 'ended without a result', pattern: 'dots' },
  unknown: { word: 'with an unknown status', pattern: 'bars' },
};
