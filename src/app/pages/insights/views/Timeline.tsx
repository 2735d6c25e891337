import { useRouterState } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useMemo } from 'react';

import { instant } from '#contract/instant.ts';
import { isOverdue } from '#insight/overview.ts';
import type { Span } from '#insight/throughput.ts';
import { clockTime } from '#insight/time/format.ts';
import { timeTicks } from '#insight/views/axis.ts';
import { isUndated } from '#insight/views/live-marks.ts';
import { peakOf } from '#insight/views/peak.ts';
import { marksOf, timeline, type TimelineRow } from '#insight/views/timeline.ts';
import { type Move, moved, wholeMinutes, withAhead } from '#insight/views/zoom.ts';

import { isolating, Legend } from '../../../chart/Legend.tsx';
import { MarkArea } from '../../../chart/MarkArea.tsx';
import { focusHandlers, hoverMoment } from '../../../chart/MomentLine.tsx';
import { NowLine, TimeGrid } from '../../../chart/timeline/TimeGrid.tsx';
import { timelineItems } from '../../../chart/timeline/timeline-items.tsx';
import { TimelineMarks } from '../../../chart/timeline/TimelineMarks.tsx';
import { TitlePager } from '../../../chart/timeline/TitlePager.tsx';
import { plotOf, TitleRows } from '../../../chart/timeline/TitleRows.tsx';
import { useRangeDrag } from '../../../chart/timeline/use-range-drag.ts';
import { moveOfKey, ZoomButtons } from '../../../chart/timeline/ZoomButtons.tsx';
import { ViewPanel } from '../../../chart/ViewPanel.tsx';
import { dotted } from '../../../ui/dot.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { counted, number } from '../../../ui/number.ts';
import { useWidth } from '../../../ui/use-width.ts';
import { noneWords } from '../none-words.ts';
import { readSearch } from '../search.ts';
import { type Insights, useSetInsights } from '../use-insights.ts';
import { countOf, timelineTable } from './timeline-table.ts';

const topPx = 24;
/** Of labels of the axis. */
const labelPx = 64;
/** Fewer titles at once where they have many marks, so that a browser draws them without delay. */
const pageSizes = [30, 20, 10];
const mostMarks = 900;

/** Titles by what they did when: what ran together at night, and what is planned next. */
export function Timeline({ insights }: { insights: Insights }) {
  const { titles, monitors, knownFrom, now, zone, about, setRange, resetRange } = insights;
  const id = useId();
  const { ref, width } = useWidth();
  const page = useRouterState({
    select: ({ location }) => readSearch(location.search).timelinePage,
  });
  const isolated = useRouterState({
    select: ({ location }) => readSearch(location.search).timeline,
  });
  const set = useSetInsights();
  const plot = plotOf(width);
  const axis = useMemo(
    () => withAhead(insights.range, insights.axis),
    [insights.range, insights.axis],
  );
  const unfinished = monitors ?? none;
  const pxPerMs = plot.width / (axis.to - axis.from);
  const rows = useMemo(
    () => timeline(titles, { axis, now, monitors: unfinished }),
    [titles, axis, now, unfinished],
  );
  const peak = useMemo(
    () => peakOf(titles, { axis, monitors: unfinished, now }),
    [titles, axis, unfinished, now],
  );
  const table = useMemo(() => timelineTable(rows), [rows]);
  const size = pageSizes.find((one) => crowding(rows, plot.width) * one <= mostMarks) ?? 10;
  const at = Math.min(page - 1, Math.max(0, Math.ceil(rows.length / size) - 1));
  const shown = useMemo(
    () =>
      rows.slice(at * size, (at + 1) * size).map((row) => ({
        ...labelled(row, { axis, zone, now }),
        marks: marksOf(row, { pxPerMs, now }),
      })),
    [rows, at, size, axis, zone, now, pxPerMs],
  );
  const ticks = timeTicks(axis, { zone, most: plot.width / labelPx, unit: 'minute' });
  const momentAt = (x: number, area: Element) => {
    const left = area.getBoundingClientRect().left + plot.left;
    if (x < left) return undefined;
    return axis.from + Math.min(1, (x - left) / plot.width) * (axis.to - axis.from);
  };
  const { area, band } = useRangeDrag({
    momentAt,
    onRange: (span) => setRange(wholeMinutes(span)),
    onReset: resetRange,
  });
  const move = (change: Move) => setRange(moved(axis, change));
  const undated = unfinished.filter(isUndated).length;
  const isPartial = knownFrom > axis.from;
  return (
    <ViewPanel
      title="Timeline"
      note={
        peak &&
        `${isPartial ? 'at least ' : ''}${number(peak.count)} at once at ${clockTime(instant(peak.at), zone, now)}`
      }
      table={table}
      outline={{ name: 'timeline', count: countOf(rows) }}
      zone={zone}
      about={about}
      controls={<ZoomButtons onMove={move} />}
    >
      {rows.length === 0 ? (
        <Empty>{noneWords('run', 'started', insights)} Nothing is planned in it.</Empty>
      ) : (
        <>
          {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its buttons do the same */}
          <div
            ref={ref}
            {...area}
            {...focusHandlers}
            onKeyDownCapture={(event) => press(event, move)}
            onPointerMove={(event) => {
              area.onPointerMove(event);
              hoverMoment(momentAt(event.clientX, event.currentTarget));
            }}
            onPointerLeave={() => hoverMoment(undefined)}
            className={`relative touch-pan-y ${isolating(isolated)}`}
          >
            {width > 0 && (
              <MarkArea label="Runs by time">
                <TitleRows
                  label="What ran when, by title"
                  widthPx={width}
                  rows={shown}
                  plot={plot}
                  of={id}
                  topPx={topPx}
                  behind={(heightPx) => (
                    <TimeGrid
                      {...{ axis, heightPx, ticks, knownFrom, now }}
                      widthPx={plot.width}
                      of={id}
                    />
                  )}
                  before={(heightPx) => (
                    <NowLine {...{ axis, heightPx, now }} widthPx={plot.width} />
                  )}
                >
                  {({ title, marks }, heightPx) => (
                    <TimelineMarks
                      {...{ title, marks, axis, heightPx, now, zone }}
                      widthPx={plot.width}
                      of={id}
                    />
                  )}
                </TitleRows>
              </MarkArea>
            )}
            <div
              ref={band}
              hidden
              aria-hidden
              className="bg-accent pointer-events-none absolute inset-y-0 opacity-20"
            />
          </div>
          {/* With the rows, which would push it down when they come. */}
          {width > 0 && (
            <>
              <div className="flex flex-wrap items-center justify-between gap-x-3 pr-3 pl-1">
                <Legend
                  items={timelineItems(shown, { of: id, isPartial })}
                  isolated={isolated}
                  onIsolate={(timeline) => set({ timeline })}
                />
                <TitlePager
                  view="timeline"
                  page={at}
                  size={size}
                  total={rows.length}
                  onPage={(at) => set({ timelinePage: at + 1 })}
                />
              </div>
              <p className="text-muted px-3 pb-2 text-xs">
                A number in a bar counts runs too short to draw separately, in the colour of the
                worst. Drag to zoom in, double-click to reset; + and − zoom as well.
                {monitors === undefined && ' What runs and what is planned is not known yet.'}
                {undated > 0 &&
                  ` ${counted(undated, 'unfinished job has no time from Vault and is', 'unfinished jobs have no time from Vault and are')} not drawn.`}
                {isPartial && ' Only part of this range has been read; more may have run.'}
              </p>
            </>
          )}
        </>
      )}
    </ViewPanel>
  );
}

const none: never[] = [];

/** Before the arrow keys walk from mark to mark. */
function press(event: KeyboardEvent, onMove: (move: Move) => void) {
  const move = moveOfKey(event);
  if (move === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  onMove(move);
}

type Known = { axis: Span; zone: string; now: number };

function labelled(
  { title, started: all, live }: TimelineRow,
  { axis: { from, to }, zone, now }: Known,
) {
  const started = all.filter(({ startMs }) => startMs >= from);
  const failed = started.filter(({ outcome }) => outcome === 'badly').length;
  const planned = live.find(({ kind }) => kind === 'planned');
  const isLate = planned !== undefined && isOverdue(planned.job, now);
  const isNextAlone = started.length === 0 && planned !== undefined;
  const note = dotted([
    isNextAlone
      ? `${isLate ? 'overdue since' : 'planned for'} ${clockTime(instant(planned.from), zone, now)}`
      : `${number(started.length)} started`,
    isLate && !isNextAlone && 'overdue',
    failed > 0 && `${number(failed)} failed`,
  ]);
  const rows = { titles: [title], date: 'started' as const, from, to };
  return { title, note, isBad: failed > 0, rows, count: started.length };
}

/** About how many marks a title has at most, on average: batches are some 10 px apart. */
function crowding(rows: readonly TimelineRow[], widthPx: number): number {
  const marks = rows.map(({ started, neverRan, live }) =>
    Math.min(started.length + neverRan.length + live.length, widthPx / 10),
  );
  return marks.reduce((sum, count) => sum + count, 0) / Math.max(1, rows.length);
}
