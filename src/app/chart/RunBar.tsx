import { lookOf } from '#insight/status/statuses.ts';
import type { Outcome } from '#insight/throughput.ts';

import { shapePaths } from '../components/StatusShape.tsx';
import { fills, paleWell, strokes } from '../status/area-colours.ts';
import { looks } from './outcomes.ts';
import { patternFill } from './pattern.ts';

type Place = { x: number; y: number; width: number; height: number };

type Props = Place & {
  outcome: Outcome;
  /** Whose patterns are used. */
  of: string;
};

/** One run, or several that ended alike: told apart by pattern where colours are not seen. */
export function RunBar({ outcome, of, ...place }: Props) {
  const { pattern } = looks[outcome];
  return (
    <>
      <rect {...place} rx={1} className={outcome === 'well' ? paleWell : fills[outcome]} />
      {pattern !== 'plain' && <rect {...place} rx={1} fill={patternFill(of, pattern)} />}
    </>
  );
}

type GlyphProps = {
  status: string;
  outcome: Outcome;
  /** Its middle, in pixels. */
  x: number;
  y: number;
  sizePx: number;
};

/** The shape of a run's status, as lists show it. */
export function RunGlyph({ status, outcome, x, y, sizePx }: GlyphProps) {
  const left = x - sizePx / 2;
  const top = y - sizePx / 2;
  return (
    <path
      d={shapePaths[lookOf(status).shape]}
      transform={`translate(${left} ${top}) scale(${sizePx / 24})`}
      className={`fill-none [stroke-linecap:round] [stroke-linejoin:round] ${strokes[outcome]}`}
      strokeWidth={3}
    />
  );
}
