import { useRouterState } from '@tanstack/react-router';
import { useId, useMemo } from 'react';

import { type HeatCell, heatMap } from '#insight/views/heat-map.ts';
import { weekdays, weekHourAt } from '#insight/week-hour.ts';

import { MarkArea } from '../../../chart/MarkArea.tsx';
import { followMoment } from '../../../chart/MomentLine.tsx';
import { patternFill } from '../../../chart/pattern.ts';
import { Patterns } from '../../../chart/Patterns.tsx';
import { ViewPanel } from '../../../chart/ViewPanel.tsx';
import { SvgRowsLink } from '../../../components/RowsLink.tsx';
import { Choice } from '../../../ui/Choice.tsx';
import { useWidth } from '../../../ui/use-width.ts';
import { noneWords } from '../none-words.ts';
import { readSearch } from '../search.ts';
import { type Insights, useSetInsights } from '../use-insights.ts';
import {
  hourName,
  isInRange,
  labelOf,
  type Measure,
  noteOf,
  tableOf,
  textOf,
  weightOf,
} from './heat-map-words.ts';

type Props = { insights: Insights };

const measures: readonly { value: Measure; label: string }[] = [
  { value: 'count', label: 'Finished jobs' },
  { value: 'failed', label: 'Failed share' },
  { value: 'median', label: 'Median duration' },
];

/** When in the week jobs finish, fail and take long. */
export function HeatMap({ insights }: Props) {
  const { titles, range, axis, zone, now, knownFrom } = insights;
  // 50 ms of 100,000 rows, which each choice of what is shown would cost.
  const cells = useMemo(
    () => heatMap(titles, { range, axis, zone, now, knownFrom }),
    [titles, range, axis, zone, now, knownFrom],
  );
  const measure = useRouterState({ select: ({ location }) => readSearch(location.search).measure });
  const set = useSetInsights();
  return (
    <ViewPanel
      title="Hours of the week"
      note={noteOf(cells, measure)}
      controls={
        <Choice
          label="What is shown"
          value={measure}
          options={measures}
          onChange={(chosen) => set({ measure: chosen })}
        />
      }
      table={() => tableOf(cells)}
      outline={{ name: 'hours-of-the-week', count: cells.filter(isInRange).length }}
      zone={zone}
      about={insights.about}
    >
      {cells.every(({ count }) => count === 0) && (
        <p className="p-3">{noneWords('job', 'finished', insights)}</p>
      )}
      <MarkArea label="Jobs by weekday and hour">
        <Drawing cells={cells} measure={measure} insights={insights} />
      </MarkArea>
    </ViewPanel>
  );
}

type DrawingProps = { cells: readonly HeatCell[]; measure: Measure; insights: Insights };

/** Below this width the hours go down and the days across: a cell has to hold its number. */
const uprightBelowPx = 720;
const heightPx = 24;
const [headPx, sidePx] = [20, 42];

function Drawing({ cells, measure, insights: { range, zone } }: DrawingProps) {
  const id = useId();
  const { ref, width } = useWidth();
  const isUpright = width < uprightBelowPx;
  const [columns, rows] = isUpright ? [7, 24] : [24, 7];
  const columnPx = (width - sidePx - 8) / columns;
  const most = Math.max(...cells.map((cell) => weightOf(cell, measure)));
  const height = headPx + rows * heightPx + 8;
  const days = weekdays.map((name, at) => ({ name, at }));
  const hours = Array.from({ length: 24 }, (_, at) => ({ name: hourName(at), at }));
  const x = (column: number) => sidePx + column * columnPx;
  /** Where the hour of the week is in which a moment of the range lies. */
  const cellAt = (moment: number) => {
    if (moment < range.from || moment >= range.to) return undefined;
    const at = weekHourAt(moment, zone);
    const [weekday, hour] = [Math.floor(at / 24), at % 24];
    const [column, row] = isUpright ? [weekday, hour] : [hour, weekday];
    return { x: x(column), y: headPx + row * heightPx };
  };
  return (
    <div ref={ref} className="min-w-0 overflow-hidden">
      {width > 0 && (
        <svg
          data-drawing
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          className="block"
        >
          <Patterns of={id} stepPx={6} />
          {(isUpright ? days : hours).map(({ name, at }) => (
            <text
              key={name}
              x={x(at + 0.5)}
              y={14}
              textAnchor="middle"
              className="fill-muted text-xs"
            >
              {isUpright || columnPx > 36 ? name : name.slice(0, 2)}
            </text>
          ))}
          {(isUpright ? hours : days).map(({ name, at }) => (
            <text
              key={name}
              x={sidePx - 6}
              y={headPx + (at + 0.5) * heightPx + 4}
              textAnchor="end"
              className="fill-muted text-xs"
            >
              {name}
            </text>
          ))}
          {cells.map((cell) => {
            const [column, row] = isUpright ? [cell.weekday, cell.hour] : [cell.hour, cell.weekday];
            return (
              <Cell
                key={`${cell.weekday}-${cell.hour}`}
                {...{ cell, measure, most, of: id, x: x(column), width: columnPx }}
                y={headPx + row * heightPx}
              />
            );
          })}
          <rect
            ref={(outline) =>
              outline === null
                ? undefined
                : followMoment((moment) => {
                    const cell = moment === undefined ? undefined : cellAt(moment);
                    outline.style.visibility = cell === undefined ? 'hidden' : 'visible';
                    outline.setAttribute('transform', `translate(${cell?.x ?? 0} ${cell?.y ?? 0})`);
                  })
            }
            aria-hidden
            data-moment
            visibility="hidden"
            width={columnPx}
            height={heightPx}
            className="stroke-accent pointer-events-none fill-none stroke-2"
          />
        </svg>
      )}
    </div>
  );
}

type CellProps = {
  cell: HeatCell;
  measure: Measure;
  /** What the darkest cell weighs. */
  most: number;
  of: string;
  x: number;
  y: number;
  width: number;
};

/** Light enough for the number in it to be read. */
const darkest = 0.5;

function Cell({ cell, measure, most, of, x, y, width }: CellProps) {
  const weight = most === 0 ? 0 : weightOf(cell, measure) / most;
  const place = { x: x + 0.5, y: y + 0.5, width: width - 1, height: heightPx - 1, rx: 2 };
  const isUnread = cell.partialHours > 0;
  const text = textOf(cell, measure);
  const drawn = (
    <>
      <rect {...place} className="fill-raised" />
      {isUnread && <rect {...place} fill={patternFill(of, 'doubt')} opacity={0.6} />}
      <rect
        {...place}
        className={measure === 'failed' ? 'fill-bad' : 'fill-accent'}
        fillOpacity={weight * darkest}
      />
      <text
        x={x + width / 2}
        y={y + heightPx / 2 + 4}
        textAnchor="middle"
        className={`text-xs ${weight > 0 ? 'fill-ink' : 'fill-muted'}`}
      >
        {text}
      </text>
    </>
  );
  // In no hour of the range: neither none nor unread.
  if (!isInRange(cell)) return null;
  const count = measure === 'failed' ? cell.failed : cell.count;
  if (count === 0) {
    return (
      <g>
        <title>{labelOf(cell, measure)}</title>
        {drawn}
      </g>
    );
  }
  return (
    <SvgRowsLink
      rows={measure === 'failed' ? cell.failedRows : cell.rows}
      count={count}
      label={labelOf(cell, measure)}
    >
      {drawn}
    </SvgRowsLink>
  );
}
