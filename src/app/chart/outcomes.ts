/** How each outcome looks in a chart besides its colour, which never stands alone. */
import type { Outcome } from '../insight/throughput.ts';

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
