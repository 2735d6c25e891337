/** How each outcome looks in a chart: never by its colour alone. */
import type { Outcome } from '../insight/throughput.ts';

type Look = {
  word: string;
  /** Of shapes that are filled, and of lines around them. */
  fill: string;
  line: string;
  /** What is drawn over the fill. */
  pattern: 'plain' | 'stripes' | 'dots' | 'bars';
};

export const looks: Record<Outcome, Look> = {
  well: { word: 'ended well', fill: 'fill-well', line: 'stroke-well', pattern: 'plain' },
  badly: { word: 'ended badly', fill: 'fill-bad', line: 'stroke-bad', pattern: 'stripes' },
  otherwise: {
    word: 'ended otherwise',
    fill: 'fill-otherwise',
    line: 'stroke-otherwise',
    pattern: 'dots',
  },
  unknown: {
    word: 'of unknown status',
    fill: 'fill-unknown',
    line: 'stroke-unknown',
    pattern: 'bars',
  },
};
