import { useId } from 'react';

import { type Counts, outcomes } from '../insight/throughput.ts';
import { number } from '../ui/number.ts';
import { Band } from './Band.tsx';
import { looks } from './outcomes.ts';
import { Patterns } from './Patterns.tsx';

type Props = { counts: Counts };

/** What the parts of the bars mean, and how many jobs they are. All sizes follow the text around. */
export function Legend({ counts }: Props) {
  const id = useId();
  const shown = outcomes.filter((outcome) => outcome !== 'unknown' || counts.unknown > 0);
  return (
    <ul className="flex flex-wrap gap-x-[1.2em]">
      {shown.map((outcome) => (
        <li key={outcome} className="flex items-baseline gap-[0.35em]">
          <svg aria-hidden viewBox="0 0 24 24" className="size-[0.75em] shrink-0">
            <Patterns of={`${id}-${outcome}`} stepPx={10} />
            <Band
              {...{ x: 0, y: 0, width: 24, height: 24, outcome }}
              of={`${id}-${outcome}`}
              linePx={1}
            />
          </svg>
          <span>
            <b className="font-semibold">{number(counts[outcome])}</b> {looks[outcome].word}
          </span>
        </li>
      ))}
    </ul>
  );
}
