import { type KeyboardEvent, useMemo, useState } from 'react';

import { ticks } from '#insight/throughput.ts';
import {
  type ComingKind,
  type ComingSlot,
  forecast,
  type Forecast,
} from '#insight/views/forecast.ts';

import { ViewPanel } from '../../../chart/ViewPanel.tsx';
import { number } from '../../../ui/number.ts';
import { type Plot, TimePlot } from '../TimePlot.tsx';
import type { Insights } from '../use-insights.ts';
import { ComingRuns } from './ComingRuns.tsx';
import { kindWords, noteOf, slotName, tableOf } from './forecast-words.ts';

type Props = { insights: Insights };

/** What is coming by quarters of an hour: where jobs collide. */
export function NextDay({ insights }: Props) {
  const { monitors, titles, now, zone } = insights;
  // 90 ms of 300 planned jobs with a rhythm each, which each slot that is opened would cost.
  const coming = useMemo(
    () => monitors && forecast(monitors, { titles, now, zone }),
    [monitors, titles, now, zone],
  );
  const [openFrom, setOpenFrom] = useState<number>();
  const open = coming?.slots.find(({ from }) => from === openFrom);
  return (
    <ViewPanel
      title="Next 24 hours"
      note={coming === undefined ? '' : noteOf(coming, insights)}
      table={() => tableOf(coming, insights)}
      outline={{ name: 'next-24-hours', count: coming?.slots.length ?? 0 }}
      zone={zone}
      about={insights.about}
    >
      {coming === undefined && <p className="p-3">Vault has not listed its jobs yet.</p>}
      {coming?.runs.length === 0 && (
        <p className="p-3">No job is running, queued or planned for the next 24 hours.</p>
      )}
      {coming !== undefined && coming.runs.length > 0 && (
        <>
          <Legend coming={coming} />
          <Drawing
            coming={coming}
            insights={insights}
            open={open}
            onOpen={({ from }) => setOpenFrom(from === openFrom ? undefined : from)}
          />
          {open !== undefined && <ComingRuns slot={open} insights={insights} />}
        </>
      )}
    </ViewPanel>
  );
}

const kinds: readonly ComingKind[] = ['running', 'queued', 'planned', 'likely'];

/** What is planned is an outline: it looks unlike what has begun. */
const looks: Record<ComingKind, { className: string; strokeDasharray?: string }> = {
  running: { className: 'fill-active stroke-surface' },
  queued: { className: 'fill-waiting stroke-surface' },
  planned: { className: 'fill-surface stroke-ink' },
  likely: { className: 'fill-surface stroke-muted', strokeDasharray: '2 2' },
};

function Legend({ coming }: { coming: Forecast }) {
  return (
    <ul className="text-muted flex flex-wrap gap-x-4 px-3 pt-1 text-sm">
      {kinds.map((kind) => (
        <li key={kind} className="flex items-center gap-1">
          <svg aria-hidden width={12} height={12} className="shrink-0">
            <rect x={1} y={1} width={10} height={10} {...looks[kind]} />
          </svg>
          {kindWords[kind]} {number(coming.runs.filter((run) => run.kind === kind).length)}
        </li>
      ))}
    </ul>
  );
}

type DrawingProps = {
  coming: Forecast;
  insights: Insights;
  open: ComingSlot | undefined;
  onOpen: (slot: ComingSlot) => void;
};

function Drawing({ coming: { slots }, insights, open, onOpen }: DrawingProps) {
  const values = ticks(Math.max(0, ...slots.map(({ runs }) => runs.length)));
  const span = { from: slots[0]?.from ?? 0, to: slots.at(-1)?.to ?? 1 };
  const full = slots.filter(({ runs }) => runs.length > 0);
  const stop = open ?? full[0];
  return (
    <TimePlot
      insights={insights}
      isAhead
      span={span}
      values={values.map((at) => ({ at, label: number(at) }))}
      top={values.at(-1) ?? 1}
      height={140}
    >
      {(plot) => (
        <>
          {full.map((slot) => (
            <Slot
              key={slot.from}
              {...{ slot, plot, insights, onOpen }}
              isOpen={slot === open}
              isStop={slot === stop}
            />
          ))}
          <line
            x1={plot.x(insights.now)}
            x2={plot.x(insights.now)}
            y1={plot.top - 6}
            y2={plot.bottom}
            className="stroke-ink stroke-2"
          />
          <text x={plot.x(insights.now) + 4} y={plot.top} className="fill-ink text-xs">
            now
          </text>
        </>
      )}
    </TimePlot>
  );
}

type SlotProps = {
  slot: ComingSlot;
  plot: Plot;
  insights: Insights;
  isOpen: boolean;
  /** The one at which the Tab key stops; the arrow keys walk on from it. */
  isStop: boolean;
  onOpen: (slot: ComingSlot) => void;
};

function Slot({ slot, plot, insights, isOpen, isStop, onOpen }: SlotProps) {
  const x = plot.x(slot.from) + 0.5;
  const width = plot.x(slot.to) - plot.x(slot.from) - 1;
  const counts = kinds.map((kind) => slot.runs.filter((run) => run.kind === kind).length);
  const name = slotName(slot, insights);
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- there are no buttons in a drawing
    <g
      role="button"
      aria-label={name}
      aria-expanded={isOpen}
      tabIndex={isStop ? 0 : -1}
      onClick={() => onOpen(slot)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          onOpen(slot);
        } else walk(event);
      }}
      className="cursor-pointer"
    >
      <title>{name}</title>
      <rect
        {...{ x, width, y: plot.top, height: plot.bottom - plot.top }}
        className={isOpen ? 'fill-raised' : 'fill-transparent'}
      />
      {kinds.map((kind, at) => {
        const below = total(counts.slice(0, at));
        const [bottom, top] = [plot.y(below), plot.y(below + (counts[at] ?? 0))];
        if (top === bottom) return null;
        return <rect key={kind} {...{ x, width, y: top, height: bottom - top }} {...looks[kind]} />;
      })}
    </g>
  );
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** To the next slot with jobs before or after this one. */
function walk(event: KeyboardEvent<SVGGElement>): void {
  const { key, currentTarget } = event;
  const all = [...(currentTarget.ownerSVGElement?.querySelectorAll('[role="button"]') ?? [])];
  const step = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
  const next = all[all.indexOf(currentTarget) + step];
  if (step === 0 || !(next instanceof SVGElement)) return;
  event.preventDefault();
  next.focus();
}
