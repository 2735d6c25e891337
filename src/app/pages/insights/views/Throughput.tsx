import { useRouterState } from '@tanstack/react-router';
import { useId, useMemo } from 'react';

import { instant } from '#contract/instant.ts';
import { runsWithin } from '#insight/finished-runs.ts';
import { lookOf } from '#insight/status/statuses.ts';
import { ticks } from '#insight/throughput.ts';
import { clockTime } from '#insight/time/format.ts';
import { unitFor } from '#insight/views/buckets.ts';
import {
  rowsOfPart,
  type StatusBucket,
  type StatusThroughput,
  throughputByStatus,
} from '#insight/views/throughput-by-status.ts';

import { Band } from '../../../chart/Band.tsx';
import { MarkArea } from '../../../chart/MarkArea.tsx';
import { patternFill } from '../../../chart/pattern.ts';
import { Patterns } from '../../../chart/Patterns.tsx';
import { ViewPanel, type ViewTable } from '../../../chart/ViewPanel.tsx';
import { SvgRowsLink } from '../../../components/RowsLink.tsx';
import { dotted } from '../../../ui/dot.ts';
import { number } from '../../../ui/number.ts';
import { bucketName } from '../bucket-name.ts';
import { noneWords } from '../none-words.ts';
import { readSearch } from '../search.ts';
import { type Plot, TimePlot } from '../TimePlot.tsx';
import { type Insights, useSetInsights } from '../use-insights.ts';
import { OldestQueued } from './OldestQueued.tsx';
import { StatusLegend } from './StatusLegend.tsx';

type Props = { insights: Insights };

/** How many jobs finished, by status and hour, day, week or month; beside it what waits now. */
export function Throughput({ insights }: Props) {
  const { titles, range, axis, zone, now, knownFrom } = insights;
  const unit = unitFor(axis);
  // 30 ms of 100,000 rows, which a click in the legend would cost.
  const sums = useMemo(
    () => throughputByStatus(titles, { range, axis, unit, zone, now, knownFrom }),
    [titles, range, axis, unit, zone, now, knownFrom],
  );
  const chosen = useRouterState({ select: ({ location }) => readSearch(location.search).status });
  const set = useSetInsights();
  const only = sums.statuses.find(({ status }) => status === chosen)?.status;
  return (
    <ViewPanel
      title="Throughput"
      note={noteOf(sums, insights)}
      table={() => tableOf(sums, insights)}
      outline={{ name: nameOf(sums), count: sums.buckets.length }}
      zone={zone}
      about={insights.about}
    >
      <div className="flex flex-wrap items-start">
        <div className="min-w-0 flex-[1_1_20rem]">
          <StatusLegend
            statuses={sums.statuses}
            only={only}
            onChange={(status) => set({ status })}
          />
          {sums.total === 0 && <p className="p-3">{noneWords('job', 'finished', insights)}</p>}
          <MarkArea label="Finished jobs by status">
            <Drawing sums={sums} only={only} insights={insights} />
          </MarkArea>
        </div>
        <OldestQueued insights={insights} />
      </div>
    </ViewPanel>
  );
}

type DrawingProps = { sums: StatusThroughput; only: string | undefined; insights: Insights };

function Drawing({ sums, only, insights }: DrawingProps) {
  const id = useId();
  const { buckets } = sums;
  const shown = sums.statuses.map(({ status }) => only === undefined || status === only);
  const sizes = buckets.map(({ counts }) =>
    counts.reduce((sum, count, at) => sum + (shown[at] === true ? count : 0), 0),
  );
  const values = ticks(Math.max(0, ...sizes)).map((at) => ({ at, label: number(at) }));
  const span = { from: buckets[0]?.from ?? 0, to: buckets.at(-1)?.to ?? 1 };
  return (
    <TimePlot
      {...{ insights, span, values, top: values.at(-1)?.at ?? 1, unit: sums.unit, height: 180 }}
    >
      {(plot) => (
        <>
          <Patterns of={id} stepPx={6} />
          {buckets.map((bucket) => (
            <g key={bucket.from}>
              <Doubt bucket={bucket} plot={plot} of={id} />
              <Bar {...{ bucket, plot, sums, shown, insights }} of={id} />
            </g>
          ))}
        </>
      )}
    </TimePlot>
  );
}

type BarProps = {
  bucket: StatusBucket;
  plot: Plot;
  sums: StatusThroughput;
  shown: readonly boolean[];
  insights: Insights;
  of: string;
};

function Bar({ bucket, plot, sums, shown, insights, of }: BarProps) {
  const { from, to, counts, unfinished, cutOff } = bucket;
  const [left, right] = [plot.x(from), plot.x(to)];
  const gap = Math.min(6, (right - left) * 0.12);
  const place = { x: left + gap, width: Math.max(1, right - left - 2 * gap) };
  let below = 0;
  return sums.statuses.map(({ status, outcome }, at) => {
    const count = counts[at] ?? 0;
    if (count === 0 || shown[at] !== true) return null;
    const bottom = plot.y(below);
    below += count;
    // A single job among thousands is still there to be seen.
    const height = Math.max(1.5, bottom - plot.y(below));
    return (
      <SvgRowsLink
        key={status}
        rows={rowsOfPart(bucket, status)}
        count={count}
        label={`${lookOf(status).word}, ${bucketName(bucket, sums.unit, insights)}`}
      >
        <Band
          {...{ ...place, y: bottom - height, height, outcome, of, linePx: 1 }}
          open={unfinished || cutOff}
        />
      </SvgRowsLink>
    );
  });
}

type DoubtProps = { bucket: StatusBucket; plot: Plot; of: string };

/** Behind a bar: where a low one, or none, does not mean that few jobs finished. */
function Doubt({ bucket: { from, to, partial, unfinished, cutOff }, plot, of }: DoubtProps) {
  const place = {
    x: plot.x(from),
    width: plot.x(to) - plot.x(from),
    y: plot.top,
    height: plot.bottom - plot.top,
  };
  return (
    <>
      {partial && <rect {...place} fill={patternFill(of, 'doubt')} opacity={0.6} />}
      {(unfinished || cutOff) && (
        <rect {...place} className="stroke-edge" fill="none" strokeDasharray="3 3" />
      )}
    </>
  );
}

function noteOf({ total, unit, buckets }: StatusThroughput, insights: Insights): string {
  const { titles, range, before, knownFrom } = insights;
  const parts = [
    `${number(total)} by ${unit}, by finish time, or planned time of those that never ran`,
  ];
  // Nothing lies before a range without a beginning.
  if (before !== undefined && Number.isFinite(range.from)) {
    const earlier = titles.reduce((sum, { runs }) => sum + runsWithin(runs, before).length, 0);
    parts.push(
      before.from < knownFrom
        ? 'the period before is not all read'
        : `${number(earlier)} in the period before`,
    );
  }
  if (buckets.some(({ partial }) => partial)) parts.push('hatched: may hold more');
  if (buckets.some(({ unfinished, cutOff }) => unfinished || cutOff))
    parts.push(`dashed: part of a ${unit}`);
  return dotted(parts);
}

function tableOf(sums: StatusThroughput, insights: Insights): ViewTable {
  const { statuses, buckets, unit } = sums;
  return {
    name: nameOf(sums),
    columns: [
      { key: 'period', header: 'Period', kind: 'text' },
      { key: 'from', header: 'From', kind: 'zoned' },
      { key: 'to', header: 'To', kind: 'zoned' },
      ...statuses.map(({ status }) => ({
        key: status,
        header: lookOf(status).word,
        kind: 'number' as const,
      })),
      { key: 'total', header: 'All', kind: 'number' },
      { key: 'note', header: 'Note', kind: 'text' },
    ],
    rows: buckets.map((bucket) => ({
      key: String(bucket.from),
      cells: [
        { value: bucketName(bucket, unit, insights) },
        momentCell(bucket.within.from, insights),
        momentCell(bucket.within.to, insights),
        ...statuses.map(({ status }, at) => ({
          ...countCell(bucket.counts[at] ?? 0, bucket),
          rows: rowsOfPart(bucket, status),
        })),
        { ...countCell(bucket.total, bucket), rows: bucket.within },
        { value: wordsOf(bucket, unit) },
      ],
    })),
  };
}

function nameOf({ unit }: StatusThroughput): string {
  return `throughput-by-${unit}`;
}

function momentCell(at: number, { zone, now }: Insights) {
  return { value: at, text: clockTime(instant(at), zone, now) };
}

/** None among rows that were not all read is no zero. */
function countCell(count: number, { partial }: StatusBucket) {
  return count === 0 && partial ? { value: undefined, text: '–' } : { value: count };
}

function wordsOf({ partial, unfinished, cutOff }: StatusBucket, unit: string): string {
  const words = [
    partial && 'more may have finished',
    cutOff && `only the end of this ${unit} counts`,
    unfinished && 'not over yet',
  ];
  return words.filter((word) => word !== false).join(', ');
}
