import { usePlotArea } from 'recharts';

import type { Hour } from '../insight/throughput.ts';
import { patternFill } from './pattern.ts';

type Props = { hours: readonly Hour[]; of: string; linePx: number };

/** Behind the bars: where a low one, or none, does not mean that few jobs finished. */
export function Doubts({ hours, of, linePx }: Props) {
  const plot = usePlotArea();
  if (plot === undefined) return null;
  const width = plot.width / hours.length;
  return (
    <g>
      {hours.map(({ from, partial, cutOff, unfinished }, at) => {
        const place = { x: plot.x + at * width, y: plot.y, width, height: plot.height };
        return (
          <g key={from}>
            {partial && <rect {...place} fill={patternFill(of, 'doubt')} opacity={0.6} />}
            {(cutOff || unfinished) && (
              <rect
                {...place}
                className="stroke-edge"
                fill="none"
                strokeWidth={linePx}
                strokeDasharray={`${linePx * 3} ${linePx * 3}`}
              />
            )}
          </g>
        );
      })}
    </g>
  );
}
