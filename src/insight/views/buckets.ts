/** Hours, days, weeks and months on the clocks of a zone. */
import { localTime, momentOf } from '#contract/zone.ts';

import { hoursOf, type Span } from '../throughput.ts';
import { type AxisUnit, axisUnits } from '../time/chart-labels.ts';
import { weekdayOf } from '../week-hour.ts';

export type Unit = AxisUnit;
export const units = axisUnits;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How long a range may be to be shown by this unit: about a hundred bars, on a phone 3 px each. */
const longestMs: Record<Unit, number> = {
  hour: 4 * dayMs,
  day: 100 * dayMs,
  week: 100 * 7 * dayMs,
  month: Infinity,
};

/** The smallest unit by which a span is not too long to be shown. */
export function unitFor({ from, to }: Span): Unit {
  return units.find((unit) => to - from <= longestMs[unit]) ?? 'month';
}

/** Whole units without gaps that cover the span: 23 or 25 hours on the days when clocks change. */
export function bucketsOf(span: Span, unit: Unit, zone: string): Span[] {
  if (span.to <= span.from) return [];
  if (unit === 'hour') return hoursOf(span, zone);
  const buckets: Span[] = [];
  let local = startOf(localTime(span.from, zone), unit);
  let from = momentOf(local, zone);
  while (from < span.to) {
    local = nextStart(local, unit);
    const to = momentOf(local, zone);
    // Of a day that a zone skipped as a whole, such as Samoa's 30 December 2011, nothing is left.
    if (to > from && to > span.from) buckets.push({ from, to });
    from = to;
  }
  return buckets;
}

/** Local times, as milliseconds of the same time in UTC. */
function startOf(local: number, unit: Exclude<Unit, 'hour'>): number {
  const day = Math.floor(local / dayMs);
  if (unit === 'day') return day * dayMs;
  if (unit === 'week') return (day - weekdayOf(local)) * dayMs;
  const date = new Date(local);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}

function nextStart(start: number, unit: Exclude<Unit, 'hour'>): number {
  if (unit === 'day') return start + dayMs;
  if (unit === 'week') return start + 7 * dayMs;
  const date = new Date(start);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}
