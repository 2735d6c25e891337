import type { Outcome } from '#insight/throughput.ts';

import { fills, strokes } from '../status/area-colours.ts';
import { looks } from './outcomes.ts';
import { patternFill } from './pattern.ts';

type Props = {
  /** Pixels. */
  x: number;
  y: number;
  width: number;
  height: number;
  outcome: Outcome;
  /** Whose patterns are taken. */
  of: string;
  /** Of its lines, in pixels. */
  linePx: number;
  /** Only a part of it is there yet. */
  open?: boolean;
};

/** The jobs of one outcome as a rectangle: a part of a bar, or what explains it in a legend. */
export function Band({ outcome, of, linePx, open = false, ...place }: Props) {
  const { pattern } = looks[outcome];
  const dashes = { strokeWidth: linePx, strokeDasharray: `${linePx * 3} ${linePx * 2}` };
  return (
    <g data-outcome={outcome}>
      {open && <rect {...place} className="fill-page" />}
      <rect {...place} className={fills[outcome]} fillOpacity={open ? 0.5 : 1} />
      {pattern !== 'plain' && <rect {...place} fill={patternFill(of, pattern)} />}
      <rect
        {...place}
        className={open ? strokes[outcome] : 'stroke-page'}
        fill="none"
        {...(open ? dashes : { strokeWidth: linePx / 2 })}
      />
    </g>
  );
}
