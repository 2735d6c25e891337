import { useRouter, useRouterState } from '@tanstack/react-router';
import { type MouseEvent, useMemo } from 'react';

import { instant } from '#contract/instant.ts';
import { ticks } from '#insight/throughput.ts';
import {
  comingKinds,
  type ComingSlot,
  forecast,
  type Forecast,
  ofKind,
  quarterOf,
} from '#insight/views/forecast.ts';

import { MarkArea } from '../../../chart/MarkArea.tsx';
import { followMoment } from '../../../chart/MomentLine.tsx';
import { ViewPanel } from '../../../chart/ViewPanel.tsx';
import { number } from '../../../ui/number.ts';
import { withoutDefaults } from '../../../url/read-fields.ts';
import { writeSearch } from '../../../url/search.ts';
import { defaults, readSearch } from '../search.ts';
import { type Plot, TimePlot } from '../TimePlot.tsx';
import { type Insights, useSetInsights } from '../use-insights.ts';
import { ComingLegend, looks } from './ComingLegend.tsx';
import { ComingRuns } from './ComingRuns.tsx';
import { noteOf, slotName, tableOf } from './forecast-words.ts';

type Props = { insights: Insights };

const dayMs = 86_400_000;

/** What is coming by quarters of an hour: where jobs collide. */
export function NextDay({ insights }: Props) {
  const { monitors, titles, now, zone } = insights;
  const set = useSetInsights();
  const kind = useRouterState({ select: ({ location }) => readSearch(location.search).coming });
  const quarter = useRouterState({ select: ({ location }) => readSearch(location.search).quarter });
  // 90 ms of 300 planned jobs with a rhythm each, which each slot that is opened would cost.
  const all = useMemo(
    () => monitors && forecast(monitors, { titles, now, zone }),
    [monitors, titles, now, zone],
  );
  const coming = useMemo(
    () => (all === undefined || kind === undefined ? all : ofKind(all, kind)),
    [all, kind],
  );
  return (
    <ViewPanel
      title="Next 24 hours"
      note={coming === undefined ? '' : noteOf(coming, insights)}
      table={() => tableOf(coming, insights)}
      outline={{ name: 'next-24-hours', count: coming?.slots.length ?? 0 }}
      zone={zone}
      about={insights.aboutRange({ from: now, to: now + dayMs }, 'coming within 24 hours')}
    >
      {all === undefined && <p className="p-3">Vault has not listed its jobs yet.</p>}
      {all?.runs.length === 0 && (
        <p className="p-3">No job is running, queued or planned for the next 24 hours.</p>
      )}
      {all !== undefined && coming !== undefined && all.runs.length > 0 && (
        <>
          <ComingLegend coming={all} only={kind} onChange={(coming) => set({ coming })} />
          <MarkArea label="Coming runs by quarter of an hour">
            <Drawing coming={coming} insights={insights} quarter={quarter} />
          </MarkArea>
          <p className="text-muted px-3 pb-2 text-xs">
            A run counts in every quarter of an hour in which it is running. Press one to list its
            runs. A moment that you point at in another view is marked here at its time of day.
          </p>
          {quarter !== undefined && (
            <ComingRuns quarter={quarter} coming={coming} insights={insights} />
          )}
        </>
      )}
    </ViewPanel>
  );
}

type DrawingProps = { coming: Forecast; insights: Insights; quarter: string | undefined };

function Drawing({ coming: { slots }, insights, quarter }: DrawingProps) {
  const values = ticks(Math.max(0, ...slots.map(({ runs }) => runs.length)));
  const span = { from: slots[0]?.from ?? 0, to: slots.at(-1)?.to ?? 1 };
  const toQuarter = useQuarterAddress();
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
          <HoveredQuarter slots={slots} plot={plot} zone={insights.zone} />
          {slots.map((slot) =>
            slot.runs.length === 0 ? null : (
              <Slot key={slot.from} {...{ slot, plot, insights, quarter, toQuarter }} />
            ),
          )}
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

type HoveredProps = { slots: readonly ComingSlot[]; plot: Plot; zone: string };

/** What is pointed at in another view is mostly over: its time of day is what comes again. */
function HoveredQuarter({ slots, plot, zone }: HoveredProps) {
  const mark = (outline: SVGRectElement | null) =>
    outline === null
      ? undefined
      : followMoment((moment) => {
          const quarter = moment === undefined ? undefined : quarterOf(slots, moment, zone);
          outline.style.visibility = quarter === undefined ? 'hidden' : 'visible';
          if (quarter === undefined) return;
          outline.setAttribute('x', String(plot.x(quarter.from)));
          outline.setAttribute('width', String(plot.x(quarter.to) - plot.x(quarter.from)));
        });
  return (
    <rect
      ref={mark}
      aria-hidden
      data-moment
      visibility="hidden"
      pointerEvents="none"
      y={plot.top}
      height={plot.bottom - plot.top}
      className="fill-accent stroke-accent opacity-30"
    />
  );
}

type SlotProps = Pick<DrawingProps, 'insights' | 'quarter'> & {
  slot: ComingSlot;
  plot: Plot;
  toQuarter: ReturnType<typeof useQuarterAddress>;
};

/** A link to the list of its runs, which are in no history yet; once more it closes the list. */
function Slot({ slot, plot, insights, quarter, toQuarter }: SlotProps) {
  const from = instant(slot.from);
  const isOpen = quarter === from;
  const x = plot.x(slot.from) + 0.5;
  const width = plot.x(slot.to) - plot.x(slot.from) - 1;
  const counts = comingKinds.map((kind) => slot.runs.filter((run) => run.kind === kind).length);
  return (
    <a
      {...toQuarter(isOpen ? undefined : from)}
      data-count={slot.runs.length}
      aria-label={slotName(slot, insights)}
      aria-expanded={isOpen}
    >
      <rect
        {...{ x, width, y: plot.top, height: plot.bottom - plot.top }}
        className={isOpen ? 'fill-raised' : 'fill-transparent'}
      />
      {comingKinds.map((kind, at) => {
        const below = total(counts.slice(0, at));
        const [bottom, top] = [plot.y(below), plot.y(below + (counts[at] ?? 0))];
        if (top === bottom) return null;
        return <rect key={kind} {...{ x, width, y: top, height: bottom - top }} {...looks[kind]} />;
      })}
    </a>
  );
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Gives the address of this page with a quarter of an hour opened, and what opens it here. */
function useQuarterAddress() {
  const router = useRouter();
  const set = useSetInsights();
  const search = useRouterState({ select: ({ location }) => readSearch(location.search) });
  return (quarter: string | undefined) => {
    const written = writeSearch(withoutDefaults({ ...search, quarter }, defaults));
    return {
      href: `${router.basepath.replace(/\/$/, '')}/insights${written}`,
      onClick(event: MouseEvent) {
        const { altKey, button, ctrlKey, metaKey, shiftKey } = event;
        // Whoever wants a new tab or window gets it from the browser.
        if (event.defaultPrevented || button !== 0 || altKey || ctrlKey || metaKey || shiftKey)
          return;
        event.preventDefault();
        set({ quarter });
      },
    };
  };
}
