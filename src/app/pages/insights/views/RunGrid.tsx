import { type PointerEvent, useId, useMemo } from 'react';

import { shownTitle } from '#insight/status/title.ts';
import { outcomes, type Span } from '#insight/throughput.ts';
import { type GridRow, runGrid } from '#insight/views/run-grid.ts';

import { isolating, Legend, outcomeItem, unreadItem } from '../../../chart/Legend.tsx';
import { MarkArea } from '../../../chart/MarkArea.tsx';
import { focusHandlers, hoverMoment, markNewest, newestLook } from '../../../chart/MomentLine.tsx';
import { RunMarkRow } from '../../../chart/RunMarks.tsx';
import { TitlePager } from '../../../chart/timeline/TitlePager.tsx';
import { plotOf, TitleRows } from '../../../chart/timeline/TitleRows.tsx';
import { useRangeDrag } from '../../../chart/timeline/use-range-drag.ts';
import { ViewPanel } from '../../../chart/ViewPanel.tsx';
import { Choice } from '../../../ui/Choice.tsx';
import { dotted } from '../../../ui/dot.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { counted, number } from '../../../ui/number.ts';
import { useWidth } from '../../../ui/use-width.ts';
import { noneWords } from '../none-words.ts';
import { runCounts } from '../search.ts';
import { type Insights, useInsightsSearch } from '../use-insights.ts';
import { gridTable } from './run-grid-table.ts';

const slotPx = { least: 7, most: 64 };
/** Marks that are drawn at once. */
const mostMarks = 1_000;
const mostTitles = 30;

/** Titles by their last runs: a mark each, failing titles first. */
export function RunGrid({ insights }: { insights: Insights }) {
  const { titles, range, knownFrom, zone, about, setRange, resetRange } = insights;
  const { search, set } = useInsightsSearch();
  const id = useId();
  const { ref, width } = useWidth();
  const plot = plotOf(width);
  const rows = useMemo(
    () => runGrid(titles, { range, knownFrom, most: search.runs }),
    [titles, range, knownFrom, search.runs],
  );
  const slots = Math.min(slotsOf(rows, search.runs), Math.floor(plot.width / slotPx.least));
  const table = useMemo(() => gridTable(rows), [rows]);
  const count = rows.reduce((sum, { runs }) => sum + runs.length, 0);
  const outline = { name: 'run-grid', count };
  const size = Math.min(mostTitles, Math.floor(mostMarks / search.runs));
  const at = Math.min(search.gridPage - 1, Math.max(0, Math.ceil(rows.length / size) - 1));
  const shown = useMemo(
    () => rows.slice(at * size, (at + 1) * size).map((row) => fitted(row, slots)),
    [rows, at, size, slots],
  );
  const step = Math.min(slotPx.most, plot.width / slots);
  const { area, band } = useRangeDrag({
    momentAt,
    onRange: wholeMinutes(setRange),
    onReset: resetRange,
  });
  const states = new Set(shown.flatMap(({ grid: { runs } }) => runs.map(({ outcome }) => outcome)));
  const isPartial = rows.some(({ unsure, mayLack }) => unsure > 0 || mayLack);
  return (
    <ViewPanel
      title="Run grid"
      note={`${counted(rows.length, 'title')}, those whose last run failed first`}
      table={table}
      outline={outline}
      zone={zone}
      about={about}
      controls={
        <Choice
          label="Runs of each title"
          value={String(search.runs)}
          options={runCounts.map((count) => ({
            value: String(count),
            label: `Last ${count} runs`,
          }))}
          onChange={(value) =>
            set({ runs: runCounts.find((count) => String(count) === value) ?? 25 })
          }
        />
      }
    >
      {rows.length === 0 ? (
        <Empty>{noneWords('run', 'ended', insights)}</Empty>
      ) : (
        <>
          <div
            ref={ref}
            {...area}
            {...focusHandlers}
            onPointerOver={markHovered}
            onPointerLeave={() => hoverMoment(undefined)}
            className={`relative touch-pan-y ${isolating(search.grid)}`}
          >
            {width > 0 && (
              <div ref={markNewest} className={newestLook}>
                <MarkArea label="Runs">
                  <TitleRows
                    label="Last runs of each title"
                    widthPx={width}
                    rows={shown}
                    plot={plot}
                    of={id}
                  >
                    {({ grid }, heightPx) => (
                      <RunMarkRow
                        runs={grid.runs}
                        unsure={grid.unsure}
                        mayLack={grid.mayLack}
                        topMs={grid.topMs}
                        slots={slots}
                        slotPx={step}
                        heightPx={heightPx - 4}
                        zone={zone}
                        prefix={`${shownTitle(grid.title)}: `}
                        of={id}
                        leadsTo="rows"
                      />
                    )}
                  </TitleRows>
                </MarkArea>
              </div>
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
                  items={[
                    ...outcomes.filter((one) => states.has(one)).map((one) => outcomeItem(one, id)),
                    ...(isPartial ? [unreadItem(id)] : []),
                  ]}
                  isolated={search.grid}
                  onIsolate={(grid) => set({ grid })}
                />
                <TitlePager
                  view="run grid"
                  page={at}
                  size={size}
                  total={rows.length}
                  onPage={(page) => set({ gridPage: page + 1 })}
                />
              </div>
              <p className="text-muted px-3 pb-2 text-xs">
                {slots < slotsOf(rows, search.runs) &&
                  `Only ${counted(slots, 'run fits', 'runs fit')} here. `}
                The newest run is on the right. Height shows how long it ran, on a scale for each
                title. A bar with a gap ran longer than drawn, and a dotted one for an unknown time.
                {isPartial && ' Only part of this range has been read; there may be more runs.'}
              </p>
            </>
          )}
        </>
      )}
    </ViewPanel>
  );
}

/** Fewer than were asked for where no title has so many, nor may have: its marks stand near to it. */
function slotsOf(rows: readonly GridRow[], asked: number): number {
  if (rows.some(({ mayLack }) => mayLack)) return asked;
  return rows.reduce((most, { runs }) => Math.max(most, runs.length), 1);
}

/** With as many of the newest runs as there is room for. */
function fitted(row: GridRow, slots: number) {
  const { title, runs, total, rows, failed, lastFailed } = row;
  const note = dotted([
    lastFailed && 'last run failed',
    `${number(failed)} of ${number(runs.length)} failed`,
    total > runs.length && `${number(total)} in range`,
  ]);
  const left = Math.max(0, runs.length - slots);
  const grid = {
    ...row,
    runs: left === 0 ? runs : runs.slice(left),
    unsure: Math.max(0, row.unsure - left),
  };
  return { grid, title, note, isBad: lastFailed, rows, count: total };
}

/** When the run was over whose mark lies there. */
function momentAt(x: number, _: Element, y: number): number | undefined {
  const at = document.elementFromPoint(x, y)?.closest('[data-at]')?.getAttribute('data-at');
  return at === null || at === undefined ? undefined : Number(at);
}

function markHovered({ clientX, clientY, currentTarget }: PointerEvent) {
  hoverMoment(momentAt(clientX, currentTarget, clientY));
}

const minuteMs = 60_000;

/** A range that both runs are in. */
function wholeMinutes(setRange: (span: Span) => void) {
  return ({ from, to }: Span) =>
    setRange({
      from: Math.floor(from / minuteMs) * minuteMs,
      to: (Math.floor(to / minuteMs) + 1) * minuteMs,
    });
}
