import type { Span } from '#insight/throughput.ts';
/** What lies behind and before the rows of a timeline: the axis, what was not read, now. */
import type { Tick } from '#insight/views/axis.ts';

import { MomentLine } from '../MomentLine.tsx';
import { patternFill } from '../pattern.ts';

type Props = {
  axis: Span;
  widthPx: number;
  heightPx: number;
  ticks: readonly Tick[];
  /** From when on all that finished is known. */
  knownFrom: number;
  now: number;
  /** Names the patterns of the drawing. */
  of: string;
};

/** Nearer to now, a label would stand under that of now. */
const nowPx = 36;
const endPx = 10;

export function TimeGrid({ axis, widthPx, heightPx, ticks, knownFrom, now, of }: Props) {
  const x = (at: number) => ((at - axis.from) / (axis.to - axis.from)) * widthPx;
  const unreadTo = Math.min(knownFrom, axis.to, now);
  return (
    <g>
      {unreadTo > axis.from && (
        <rect
          data-state="unread"
          width={x(unreadTo)}
          height={heightPx}
          fill={patternFill(of, 'doubt')}
          fillOpacity={0.6}
        >
          <title>Not all runs of this time have been read</title>
        </rect>
      )}
      {ticks.map(({ at, label }) => (
        <g key={at} transform={`translate(${x(at)} 0)`}>
          <line y1={-4} y2={heightPx} className="stroke-line" />
          {Math.abs(x(at) - x(now)) > nowPx && (
            // At the end there is room for half of a short label only.
            <text
              x={x(at) > widthPx - endPx ? endPx : 0}
              y={-8}
              textAnchor={x(at) > widthPx - endPx ? 'end' : 'middle'}
              fontSize={11}
              className="fill-muted"
            >
              {label}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

export function NowLine({
  axis,
  widthPx,
  heightPx,
  now,
}: Pick<Props, 'axis' | 'widthPx' | 'heightPx' | 'now'>) {
  const x = (at: number) =>
    at < axis.from || at > axis.to
      ? undefined
      : ((at - axis.from) / (axis.to - axis.from)) * widthPx;
  const at = x(now);
  return (
    <>
      {at !== undefined && (
        <g transform={`translate(${at} 0)`}>
          <line y1={-4} y2={heightPx} className="stroke-ink" strokeWidth={1.5} />
          <text
            y={-8}
            textAnchor="middle"
            fontSize={11}
            fontWeight={600}
            className="fill-ink stroke-surface [paint-order:stroke]"
            strokeWidth={6}
          >
            now
          </text>
        </g>
      )}
      <MomentLine x={x} y={0} height={heightPx} />
    </>
  );
}
