import { roughly, span } from '#insight/time/format.ts';
import { enoughRuns } from '#insight/usual.ts';
import type { HeatCell } from '#insight/views/heat-map.ts';
import { weekdays } from '#insight/week-hour.ts';

/** What the heat map says of each cell, in words and in its table. */
import type { ViewTable } from '../../../chart/ViewPanel.tsx';
import { dotted } from '../../../ui/dot.ts';
import { number } from '../../../ui/number.ts';
import type { measures } from '../search.ts';

export type Measure = (typeof measures)[number];

/**
 * How dark a cell is, beside others. Counts by their roots and durations by their magnitude: one busy
 * hour, or one job of hours, would leave all others without a colour.
 */
export function weightOf(cell: HeatCell, measure: Measure): number {
  const { count, failed, counted, medianMs } = cell;
  switch (measure) {
    case 'count':
      return Math.sqrt(count);
    case 'failed':
      // One of one would be as dark as twenty of twenty.
      return counted === 0 ? 0 : (failed / counted) * Math.min(1, counted / enoughRuns);
    case 'median':
      return medianMs === undefined ? 0 : Math.log2(1 + medianMs / 1_000);
  }
}

/** Whether the range has such an hour: a day has those of one weekday. */
export function isInRange({ hours, count }: HeatCell): boolean {
  return hours > 0 || count > 0;
}

export function textOf(cell: HeatCell, measure: Measure): string {
  const { count, counted, failed, medianMs, timed, partialHours } = cell;
  switch (measure) {
    case 'count':
      return count === 0 && partialHours > 0 ? '' : number(count);
    case 'failed':
      if (counted < enoughRuns) return counted === 0 ? '' : `${failed}/${counted}`;
      return percent(failed / counted);
    case 'median':
      if (medianMs === undefined) return timed === 0 ? '' : 'few';
      return roughly(medianMs);
  }
}

/** More than none is never 0%, and less than all never 100%. */
function percent(share: number): string {
  if (share === 0 || share === 1) return `${share * 100}%`;
  return `${Math.min(99, Math.max(1, Math.round(share * 100)))}%`;
}

export function hourName(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

export function labelOf(cell: HeatCell, measure: Measure): string {
  const { weekday, hour, counted, failed, medianMs, hours, partialHours } = cell;
  const when = `${weekdays[weekday]} ${hourName(hour)} to ${hourName((hour + 1) % 24)}`;
  const words = [
    when,
    measure === 'failed' &&
      (counted === 0
        ? 'none succeeded or failed'
        : `${number(failed)} of ${number(counted)} failed`),
    measure === 'median' &&
      (medianMs === undefined ? tooFew(cell) : `median duration ${span(medianMs)}`),
    hours !== 1 && `in ${hours} such hours`,
    partialHours > 0 && 'not all read',
  ];
  return words.filter((word) => word !== false).join(', ');
}

function tooFew({ timed }: HeatCell): string {
  return `too few runs for a median: ${timed} of ${enoughRuns}`;
}

export function noteOf(cells: readonly HeatCell[], measure: Measure): string {
  const parts = {
    count: ['by finish time; a job that never ran, by its planned time'],
    failed: [
      `share of those that succeeded or failed, paler where there are fewer than ${enoughRuns}`,
    ],
    median: [`of runs with a start and an end; ${enoughRuns} are needed`],
  }[measure];
  if (!cells.every(isInRange)) parts.push('empty: not in this range');
  if (cells.some(({ partialHours }) => partialHours > 0)) parts.push('hatched: may hold more');
  return dotted(parts);
}

export function tableOf(cells: readonly HeatCell[]): ViewTable {
  return {
    name: 'hours-of-the-week',
    columns: [
      { key: 'weekday', header: 'Weekday', kind: 'text' },
      { key: 'hour', header: 'Hour', kind: 'text' },
      { key: 'hours', header: 'Hours in range', kind: 'number' },
      { key: 'finished', header: 'Finished', kind: 'number' },
      { key: 'failed', header: 'Failed', kind: 'number' },
      { key: 'succeeded_or_failed', header: 'Succeeded or failed', kind: 'number' },
      { key: 'median_s', header: 'Median duration (s)', kind: 'seconds' },
      { key: 'note', header: 'Note', kind: 'text' },
    ],
    rows: cells.filter(isInRange).map((cell) => ({
      key: `${cell.weekday}-${cell.hour}`,
      cells: [
        { value: weekdays[cell.weekday] },
        { value: hourName(cell.hour) },
        { value: cell.hours },
        { ...countCell(cell.count, cell), rows: cell.rows },
        { ...countCell(cell.failed, cell), rows: cell.failedRows },
        countCell(cell.counted, cell),
        cell.medianMs === undefined
          ? { value: undefined, text: cell.timed === 0 ? '–' : 'too few' }
          : { value: cell.medianMs / 1_000, text: span(cell.medianMs) },
        { value: cell.partialHours > 0 ? 'more may have finished' : '' },
      ],
    })),
  };
}

/** None among rows that were not all read is no zero. */
function countCell(count: number, { partialHours }: HeatCell) {
  return count === 0 && partialHours > 0 ? { value: undefined } : { value: count };
}
