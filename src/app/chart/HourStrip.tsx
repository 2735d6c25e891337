import { memo, useId } from 'react';

import { instant } from '#contract/instant.ts';
import { localTime } from '#contract/zone.ts';
import { type Outcome, outcomes } from '#insight/throughput.ts';
import { clockTime } from '#insight/time/format.ts';
import type { HourAhead, HourStrip as Strip, PastHour } from '#insight/views/hour-strip.ts';

import { SvgRowsLink } from '../components/RowsLink.tsx';
import { number } from '../ui/number.ts';
import { useWidth } from '../ui/use-width.ts';
import { Band } from './Band.tsx';
import { HourStripLegend } from './HourStripLegend.tsx';
import { MarkArea } from './MarkArea.tsx';
import { looks } from './outcomes.ts';
import { patternFill } from './pattern.ts';
import { Patterns } from './Patterns.tsx';

type Props = { strip: Strip; zone: string };

const heightPx = 40;
const labelPx = 16;
const pastStack: readonly Outcome[] = ['badly', 'unknown', 'otherwise', 'well'];

/**
 * The last 24 hours with how they went, a line at now, and the next 6 in outline. A memo, as each
 * answer gives another strip that mostly says the same, and the addresses of its 25 links were half
 * of what React took for it.
 */
export const HourStrip = memo(Drawing, (a, b) => a.zone === b.zone && isSame(a.strip, b.strip));

function isSame(a: Strip, b: Strip): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function Drawing({ strip, zone }: Props) {
  const { past, ahead } = strip;
  const id = useId();
  const { ref, width } = useWidth();
  const start = past[0]?.from ?? 0;
  const now = ahead[0]?.from ?? start;
  const end = ahead.at(-1)?.to ?? start + 1;
  const x = (moment: number) => ((moment - start) / (end - start)) * width;
  const most = Math.max(
    1,
    ...past.map(({ total }) => total),
    ...ahead.map(({ planned, likely }) => planned + likely),
  );
  const y = (count: number) => heightPx - (count / most) * (heightPx - 4);
  const time = (moment: number) => clockTime(instant(moment), zone, now);
  const hourOf = (moment: number) => clockTime(instant(moment), zone, moment);
  return (
    <div ref={ref} className="min-w-0 overflow-hidden">
      <MarkArea label="The last 24 hours and the next 6">
        {width > 0 && (
          <svg
            data-drawing
            width={width}
            height={heightPx + labelPx}
            // Until the new width is known, after the screen has become narrower.
            className="block max-w-full"
          >
            <Patterns of={id} stepPx={6} />
            {past.map((hour) => (
              <Past key={hour.from} {...{ hour, x, y, time }} of={id} />
            ))}
            {ahead.map((hour) => (
              <Ahead key={hour.from} {...{ hour, x, y, time }} />
            ))}
            <line x1={0} x2={width} y1={heightPx} y2={heightPx} className="stroke-edge" />
            <line x1={x(now)} x2={x(now)} y1={0} y2={heightPx} className="stroke-ink stroke-2" />
            {ticks(strip, { zone, x, width }).map((at) => (
              <text
                key={at}
                x={x(at)}
                y={heightPx + 12}
                textAnchor="middle"
                className="fill-muted text-xs"
              >
                {hourOf(at)}
              </text>
            ))}
            <text x={x(now)} y={heightPx + 12} textAnchor="middle" className="fill-ink text-xs">
              now
            </text>
            <text x={0} y={heightPx + 12} className="fill-muted text-xs">
              {time(start)}
            </text>
            <text x={width} y={heightPx + 12} textAnchor="end" className="fill-muted text-xs">
              {/* On a phone, the date would be written over now. */}
              {width - x(now) < 140 ? hourOf(end) : time(end)}
            </text>
          </svg>
        )}
      </MarkArea>
      {width > 0 && <HourStripLegend strip={strip} most={most} of={id} />}
    </div>
  );
}

const hourMs = 3_600_000;

type Axis = { zone: string; x: (moment: number) => number; width: number };

/** Full hours to name, where there is room beside both ends, which may have a date, and now. */
function ticks({ past, ahead }: Strip, { zone, x, width }: Axis): number[] {
  const everyMs = (width < 700 ? 6 : 3) * hourMs;
  const now = x(ahead[0]?.from ?? 0);
  return [...past, ...ahead]
    .map(({ from }) => from)
    .filter((at) => localTime(at, zone) % everyMs === 0)
    .filter((at) => x(at) > 110 && x(at) < width - 110 && Math.abs(x(at) - now) > 40);
}

type Scales = {
  x: (moment: number) => number;
  y: (count: number) => number;
  time: (moment: number) => string;
};

function Past({ hour, x, y, time, of }: Scales & { hour: PastHour; of: string }) {
  const { from, to, counts, total, rows, partial, isPart } = hour;
  const place = { x: x(from) + 0.5, width: Math.max(1, x(to) - x(from) - 1) };
  const doubt = partial && (
    <rect
      {...place}
      y={0}
      height={heightPx}
      fill={patternFill(of, 'doubt')}
      opacity={0.6}
      aria-hidden
    />
  );
  const label = `${time(from)} to ${time(to)}, ${wordsOf(hour)}`;
  if (total === 0) {
    return (
      <g>
        <title>{label}</title>
        <rect {...place} y={0} height={heightPx} className="fill-transparent" />
        {doubt}
      </g>
    );
  }
  return (
    <SvgRowsLink rows={rows} count={total} label={label}>
      <rect {...place} y={0} height={heightPx} className="fill-transparent" />
      {doubt}
      {pastStack.map((outcome, at) => {
        const below = pastStack.slice(0, at).reduce((sum, other) => sum + counts[other], 0);
        const [bottom, top] = [y(below), y(below + counts[outcome])];
        if (bottom === top) return null;
        return (
          <Band
            key={outcome}
            {...{ ...place, y: top, height: bottom - top, outcome, of, linePx: 1 }}
            open={isPart}
          />
        );
      })}
    </SvgRowsLink>
  );
}

function wordsOf({ counts, total, partial }: PastHour): string {
  if (total === 0) return partial ? 'not all read' : 'nothing finished';
  const words = outcomes
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${number(counts[outcome])} ${looks[outcome].word}`);
  return [...words, ...(partial ? ['not all read'] : [])].join(', ');
}

/** In outline, as nothing of it is so yet; dashed what Vault has not planned. */
function Ahead({ hour, x, y, time }: Scales & { hour: HourAhead }) {
  const { from, to, planned, likely } = hour;
  const place = { x: x(from) + 1.5, width: Math.max(1, x(to) - x(from) - 3) };
  const label = `${time(from)} to ${time(to)}: ${number(planned)} planned to start, ${number(likely)} more expected from past runs`;
  return (
    <g role="img" aria-label={label}>
      <title>{label}</title>
      <rect {...place} y={0} height={heightPx} className="fill-transparent" />
      {planned > 0 && (
        <rect
          {...place}
          y={y(planned)}
          height={heightPx - y(planned)}
          className="stroke-ink fill-surface"
        />
      )}
      {likely > 0 && (
        <rect
          {...place}
          y={y(planned + likely)}
          height={y(planned) - y(planned + likely)}
          className="stroke-muted fill-surface"
          strokeDasharray="2 2"
        />
      )}
    </g>
  );
}
