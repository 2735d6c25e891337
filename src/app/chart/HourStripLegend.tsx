import type { ReactNode } from 'react';

import { outcomes } from '#insight/throughput.ts';
import type { HourStrip } from '#insight/views/hour-strip.ts';

import { number } from '../ui/number.ts';
import { Band } from './Band.tsx';
import { looks } from './outcomes.ts';
import { patternFill } from './pattern.ts';

type Props = {
  strip: HourStrip;
  /** Jobs in the tallest hour. */
  most: number;
  /** Whose patterns are used. */
  of: string;
};

const size = { width: 14, height: 10 };

/** What the bars count and what each look means; of looks, those that are in the strip. */
export function HourStripLegend({ strip: { past, ahead }, most, of }: Props) {
  const shown = outcomes.filter((outcome) => past.some(({ counts }) => counts[outcome] > 0));
  const place = { x: 0.5, y: 0.5, width: size.width - 1, height: size.height - 1 };
  return (
    // On a phone as high as with all looks: some come with the next answer.
    <p className="text-muted flex flex-wrap content-start gap-x-3 overflow-hidden text-xs max-sm:min-h-16">
      <span>Jobs per hour, the tallest bar is {number(most)}</span>
      {shown.map((outcome) => (
        <Item key={outcome} word={looks[outcome].word}>
          <Band {...place} outcome={outcome} of={of} linePx={1} />
        </Item>
      ))}
      {past.some(({ partial }) => partial) && (
        <Item word="not all read">
          <rect {...place} className="stroke-edge" fill={patternFill(of, 'doubt')} />
        </Item>
      )}
      {ahead.some(({ planned }) => planned > 0) && (
        <Item word="planned to start">
          <rect {...place} className="stroke-ink fill-surface" />
        </Item>
      )}
      {ahead.some(({ likely }) => likely > 0) && (
        <Item word="expected from past runs">
          <rect {...place} className="stroke-muted fill-surface" strokeDasharray="2 2" />
        </Item>
      )}
    </p>
  );
}

function Item({ word, children }: { word: string; children: ReactNode }) {
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <svg aria-hidden {...size}>
        {children}
      </svg>
      {word}
    </span>
  );
}
