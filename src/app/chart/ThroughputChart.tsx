import { memo, useId } from 'react';
import { Bar, BarChart, CartesianGrid, usePlotArea, XAxis, YAxis } from 'recharts';

import { instant } from '#contract/instant.ts';
import { type Hour, type Outcome, sum, ticks } from '#insight/throughput.ts';
import { clockTime } from '#insight/time/format.ts';

import { Band } from './Band.tsx';
import { patternFill } from './pattern.ts';
import { Patterns } from './Patterns.tsx';
import { ThroughputTable } from './ThroughputTable.tsx';

type Props = {
  hours: readonly Hour[];
  zone: string;
  /** What the chart shows. */
  label: string;
  /** Of all text in it, in pixels. */
  textPx: number;
};

/** From the bottom: failures stand on the axis, where they are compared best. */
const stack: readonly Outcome[] = ['badly', 'unknown', 'otherwise', 'well'];

/**
 * Finished jobs by hour and outcome, as large as what it is put into. A memo, as what it stands on
 * may tick: painting the same bars anew cost 15 of the 20 ms that a wall computed in a second.
 */
export const ThroughputChart = memo(function ThroughputChart({
  hours,
  zone,
  label,
  textPx,
}: Props) {
  const id = useId();
  const linePx = Math.max(1, textPx / 16);
  const text = { fontSize: textPx, fill: 'var(--muted)' };
  const axis = { stroke: 'var(--edge)', strokeWidth: linePx };
  const counts = ticks(Math.max(0, ...hours.map((hour) => sum(hour.counts))));
  const time = (at: number) => clockTime(instant(at), zone, at);
  return (
    <figure aria-label={label} className="relative h-full w-full overflow-hidden">
      <div aria-hidden className="absolute inset-0">
        <BarChart
          responsive
          accessibilityLayer={false}
          className="h-full w-full"
          data={hours}
          barCategoryGap="12%"
          margin={{ top: textPx / 2, right: textPx, bottom: 0, left: 0 }}
        >
          <Patterns of={id} stepPx={textPx / 3} />
          <CartesianGrid vertical={false} stroke="var(--line)" strokeWidth={linePx} />
          <Doubts hours={hours} of={id} linePx={linePx} />
          <XAxis
            dataKey="from"
            ticks={hours.flatMap(({ from }) => (isThird(time(from)) ? [from] : []))}
            tickFormatter={time}
            interval="equidistantPreserveStart"
            tick={text}
            axisLine={axis}
            tickLine={axis}
            height={textPx * 1.8}
            tickMargin={textPx * 0.4}
            tickSize={textPx / 4}
          />
          <YAxis
            width="auto"
            ticks={counts}
            domain={[0, counts.at(-1) ?? 1]}
            interval={0}
            tick={text}
            axisLine={axis}
            tickLine={axis}
            tickMargin={textPx * 0.2}
            tickSize={textPx / 4}
          />
          {stack.map((outcome) => (
            <Bar
              key={outcome}
              stackId="all"
              dataKey={(hour: Hour) => hour.counts[outcome]}
              // Animated bars leave marks of performance behind, day after day (recharts #7417).
              isAnimationActive={false}
              shape={({ x, y, width, height, index }) => {
                const { unfinished = false, cutOff = false } = hours[index] ?? {};
                const place = { x, y, width, height, outcome };
                if (height === 0) return <g />;
                return <Band {...place} of={id} linePx={linePx} open={unfinished || cutOff} />;
              }}
            />
          ))}
        </BarChart>
      </div>
      <div className="sr-only">
        <ThroughputTable hours={hours} zone={zone} label={label} />
      </div>
    </figure>
  );
});

/** Every third hour is named: 00:00, 03:00 … */
function isThird(time: string): boolean {
  return Number(time.slice(0, 2)) % 3 === 0;
}

type DoubtsProps = { hours: readonly Hour[]; of: string; linePx: number };

/** Behind the bars: where a low one, or none, does not mean that few jobs finished. */
function Doubts({ hours, of, linePx }: DoubtsProps) {
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
