/** How each outcome looks in a chart besides its colour, which never stands alone. */
import type { Outcome } from '../insight/throughput.ts';

type Look = {
  word: string;
  /** What is drawn over the fill. */
  pattern: 'plain' | 'stripes' | 'dots' | 'bars';
};

export const looks: Record<Outcome, Look> = {
  well: { word: 'ended well', pattern: 'plain' },
  badly: { word: 'ended badly', pattern: 'stripes' },
  otherwise: { word: 'ended otherwise', pattern: 'dots' },
  unknown: { word: 'of unknown status', pattern: 'bars' },
};
