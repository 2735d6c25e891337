import { instant } from '#contract/instant.ts';
import { lookOf } from '#insight/status/statuses.ts';
import { clockTime, span } from '#insight/time/format.ts';
import type { DurationMark } from '#insight/views/durations.ts';

import { Band } from '../../../chart/Band.tsx';
import { SvgRowsLink } from '../../../components/RowsLink.tsx';
import { strokes } from '../../../status/area-colours.ts';
import { number } from '../../../ui/number.ts';
import type { Plot } from '../TimePlot.tsx';
import type { Insights } from '../use-insights.ts';

type Props = {
  mark: DurationMark;
  plot: Plot;
  topMs: number;
  insights: Insights;
  /** Whose patterns are drawn. */
  of: string;
};

/** The time of a run, under it what it waited in the queue; of several runs the medians. */
export function DurationBar({ mark, plot, topMs, insights, of }: Props) {
  const { outcomes, ranMs, queuedMs = 0 } = mark;
  const outcome = outcomes[0]?.outcome ?? 'unknown';
  const [left, right] = [plot.x(mark.from), plot.x(mark.to)];
  const gap = Math.min(2, (right - left) * 0.15);
  const width = Math.max(2, right - left - 2 * gap);
  // A run past the end of the axis, by a clock that is ahead, stays in the drawing.
  const x = Math.min(plot.right - width, Math.max(plot.left, left + gap));
  const middle = x + width / 2;
  const queueTop = plot.y(queuedMs);
  const top = ranMs === undefined ? queueTop : Math.min(queueTop - 1.5, plot.y(queuedMs + ranMs));
  const isClipped = queuedMs + (ranMs ?? 0) > topMs;
  return (
    <SvgRowsLink rows={mark.rows} count={mark.runs.length} label={labelOf(mark, insights)}>
      {/* A bar of a second is as easy to hit as one of an hour. */}
      <rect
        {...{ x, width, y: plot.top, height: plot.bottom - plot.top }}
        className="fill-transparent"
      />
      {queuedMs > 0 && (
        <rect
          data-state="queued"
          {...{ x, width, y: queueTop, height: plot.bottom - queueTop }}
          className="fill-waiting"
          fillOpacity={0.35}
        />
      )}
      {ranMs === undefined ? (
        <path
          data-state={outcome}
          d={`M${middle - 3.5} ${plot.bottom - 8}l7 7m0 -7l-7 7`}
          className={`fill-none stroke-2 ${strokes[outcome]}`}
        />
      ) : (
        <Shares {...{ x, width, y: top, height: queueTop - top, mark, of }} />
      )}
      {isClipped && (
        <path
          d={`M${x - 3} ${plot.top + 9}l${width + 6} -4v4l${-width - 6} 4z`}
          className="fill-surface stroke-edge"
        />
      )}
      {mark.long * 2 > mark.runs.length && <Triangle x={middle} y={top - 3} isUp />}
      {mark.short * 2 > mark.runs.length && <Triangle x={middle} y={top - 9} />}
    </SvgRowsLink>
  );
}

type SharesProps = {
  x: number;
  y: number;
  width: number;
  height: number;
  mark: DurationMark;
  of: string;
};

/** A bar of several runs is divided by how they ended, failures at its foot. */
function Shares({ x, y, width, height, mark: { outcomes, runs }, of }: SharesProps) {
  return outcomes.map(({ outcome, count }, at) => {
    const below = outcomes.slice(0, at).reduce((sum, other) => sum + other.count, 0);
    const bottom = y + height * (1 - below / runs.length);
    const part = height * (count / runs.length);
    return (
      <g key={outcome} data-state={outcome}>
        <Band {...{ x, width, y: bottom - part, height: part, outcome, of, linePx: 1 }} />
      </g>
    );
  });
}

/** Up for longer than usual, down for shorter. */
function Triangle({ x, y, isUp = false }: { x: number; y: number; isUp?: boolean }) {
  const d = isUp ? `M${x - 4} ${y}h8l-4 -6z` : `M${x - 4} ${y}h8l-4 6z`;
  return <path d={d} className="fill-warning" />;
}

function labelOf(mark: DurationMark, { zone, now }: Insights): string {
  const time = (at: number) => clockTime(instant(at), zone, now);
  const { runs, ranMs, queuedMs, long, short } = mark;
  const [run] = runs;
  const isOne = runs.length === 1 && run !== undefined;
  const words = [
    isOne ? time(run.overMs) : `${time(mark.from)} to ${time(mark.to)}`,
    isOne ? lookOf(run.job.status).word : failedWords(mark),
    ranMs === undefined ? 'duration unknown' : `${isOne ? 'ran for' : 'median'} ${span(ranMs)}`,
    queuedMs !== undefined && `queued for ${span(queuedMs)}`,
    long > 0 && (isOne ? 'longer than usual' : `${number(long)} longer than usual`),
    short > 0 && (isOne ? 'shorter than usual' : `${number(short)} shorter than usual`),
  ];
  return words.filter((word) => word !== false && word !== '').join(', ');
}

function failedWords({ runs }: DurationMark): string {
  const failed = runs.filter(({ outcome }) => outcome === 'badly').length;
  return failed === 0 ? '' : `${number(failed)} failed`;
}
