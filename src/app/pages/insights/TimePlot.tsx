import { type PointerEvent, type ReactNode, useRef } from 'react';

import type { Span } from '#insight/throughput.ts';
import type { AxisUnit } from '#insight/time/chart-labels.ts';
import { type Tick, timeTicks } from '#insight/views/axis.ts';

import { hoverHandlers, MomentLine } from '../../chart/MomentLine.tsx';
import { useRangeDrag } from '../../chart/timeline/use-range-drag.ts';
import { useWidth } from '../../ui/use-width.ts';
import type { Insights } from './use-insights.ts';

/** Where moments and values are in pixels. */
export type Plot = {
  x: (moment: number) => number;
  y: (value: number) => number;
  left: number;
  right: number;
  top: number;
  bottom: number;
};

type Props = {
  insights: Insights;
  /** What the axis of time shows. */
  span: Span;
  /** The axis of values: its marks, and the value at the top. */
  values: readonly Tick[];
  top: number;
  /** What the drawing is divided into: smaller units get no label. */
  unit?: AxisUnit;
  /** It shows what lies ahead: no range of finished jobs can be dragged over it. */
  isAhead?: boolean;
  /** Of the plot without its labels, in pixels. */
  height: number;
  children: (plot: Plot) => ReactNode;
};

const marginPx = { top: 12, right: 12, bottom: 22 };
const letterPx = 7;
const labelPx = 64;

/**
 * A drawing along time, as wide as there is room: its axes, the line of the moment that is hovered in
 * any view, and the drag that sets the range of all.
 */
export function TimePlot(props: Props) {
  const { insights, span, values, top, unit = 'hour', height, isAhead = false, children } = props;
  const { ref, width } = useWidth();
  const outer = useRef<HTMLDivElement>(null);
  const left = 10 + letterPx * Math.max(2, ...values.map(({ label }) => label.length));
  const right = Math.max(left + 1, width - marginPx.right);
  const bottom = marginPx.top + height;
  const perMs = (right - left) / (span.to - span.from);
  const plot = {
    left,
    right,
    top: marginPx.top,
    bottom,
    x: (moment: number) => left + (moment - span.from) * perMs,
    y: (value: number) => bottom - (Math.min(value, top) / top) * height,
  };
  const momentAt = (x: number) => span.from + (Math.min(Math.max(x, left), right) - left) / perMs;
  const hover = hoverHandlers(momentAt);
  const { area, band } = useRangeDrag({
    momentAt: (x) => {
      const start = outer.current?.getBoundingClientRect().left;
      return start === undefined ? undefined : momentAt(x - start);
    },
    onRange: ({ from, to }) => insights.setRange(wholeMinutes(from, to)),
    onReset: insights.resetRange,
  });
  const onPointerMove = (event: PointerEvent) => {
    hover.onPointerMove(event);
    if (!isAhead) area.onPointerMove(event);
  };
  const within = (moment: number) =>
    moment < span.from || moment > span.to ? undefined : plot.x(moment);
  const most = Math.max(2, Math.floor((right - left) / labelPx));
  return (
    <div
      ref={outer}
      {...(isAhead ? {} : area)}
      {...hover}
      onPointerMove={onPointerMove}
      className="relative min-w-0 touch-pan-y overflow-hidden select-none"
    >
      {/* As high before its width is known as after. */}
      <div ref={ref} style={{ minHeight: bottom + marginPx.bottom }}>
        {width > 0 && (
          <svg
            data-drawing
            width={width}
            height={bottom + marginPx.bottom}
            viewBox={`0 0 ${width} ${bottom + marginPx.bottom}`}
            className="block"
          >
            <ValueAxis values={values} plot={plot} />
            {timeTicks(span, { zone: insights.zone, most, unit }).map(({ at, label }) => (
              <g key={at}>
                <line
                  {...{ x1: plot.x(at), x2: plot.x(at), y1: bottom, y2: bottom + 4 }}
                  className="stroke-edge"
                />
                <text
                  y={bottom + 16}
                  className="fill-muted text-xs"
                  {...placeOf(plot.x(at), width)}
                >
                  {label}
                </text>
              </g>
            ))}
            {children(plot)}
            <line {...{ x1: left, x2: right, y1: bottom, y2: bottom }} className="stroke-edge" />
            <MomentLine x={within} y={plot.top} height={height} />
          </svg>
        )}
      </div>
      <div
        ref={band}
        hidden
        className="bg-accent pointer-events-none absolute inset-y-0 opacity-20"
      />
    </div>
  );
}

/** Half of what the longest label takes. */
const halfLabelPx = 24;

/** Below its mark, but not over the edge of the drawing. */
function placeOf(x: number, width: number) {
  if (x > width - halfLabelPx) return { x: width - 2, textAnchor: 'end' as const };
  return { x: Math.max(halfLabelPx, x), textAnchor: 'middle' as const };
}

const minuteMs = 60_000;

/** At least one of them. */
function wholeMinutes(from: number, to: number): Span {
  const start = Math.floor(from / minuteMs) * minuteMs;
  return { from: start, to: Math.max(start + minuteMs, Math.ceil(to / minuteMs) * minuteMs) };
}

function ValueAxis({ values, plot }: { values: readonly Tick[]; plot: Plot }) {
  return values.map(({ at, label }) => (
    <g key={at}>
      <line
        {...{ x1: plot.left, x2: plot.right, y1: plot.y(at), y2: plot.y(at) }}
        className="stroke-line"
      />
      <text x={plot.left - 6} y={plot.y(at) + 4} className="fill-muted text-xs" textAnchor="end">
        {label}
      </text>
    </g>
  ));
}
