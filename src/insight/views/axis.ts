/** Where the axes of charts have their marks, and how these are labelled. */
import { localTime } from '#contract/zone.ts';

import type { Span } from '../throughput.ts';
import { axisTime, type AxisUnit, axisUnits } from '../time/chart-labels.ts';
import { roughly } from '../time/format.ts';
import { bucketsOf } from './buckets.ts';

export type Tick = { at: number; label: string };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

type Step = { unit: AxisUnit; every: number; ms: number };

const steps: readonly Step[] = [
  ...[1, 3, 6, 12].map((every) => ({ unit: 'hour' as const, every, ms: every * hourMs })),
  ...[1, 2].map((every) => ({ unit: 'day' as const, every, ms: every * dayMs })),
  ...[1, 2, 4].map((every) => ({ unit: 'week' as const, every, ms: every * 7 * dayMs })),
  ...[1, 3, 6, 12].map((every) => ({ unit: 'month' as const, every, ms: every * 30 * dayMs })),
];

type Asked = {
  zone: string;
  /** Of labels, about. */
  most: number;
  /** Smaller ones are not marked: bars of days need no hours. */
  unit?: AxisUnit | 'minute';
};

/** Where units of the zone begin; midnight among hours is named by its day. */
export function timeTicks(span: Span, { zone, most, unit = 'hour' }: Asked): Tick[] {
  const room = (span.to - span.from) / Math.max(1, most);
  if (unit === 'minute') {
    const stepMs = minuteSteps.find((ms) => ms >= room);
    return stepMs === undefined ? timeTicks(span, { zone, most }) : minutes(span, stepMs, zone);
  }
  const least = axisUnits.indexOf(unit);
  const fitting = steps.filter((step) => axisUnits.indexOf(step.unit) >= least);
  const step = fitting.find(({ ms }) => ms >= room) ?? { unit: 'month', every: 24, ms: Infinity };
  return bucketsOf(span, step.unit, zone).flatMap(({ from }, nth) => {
    if (from < span.from || from >= span.to) return [];
    const local = localTime(from, zone);
    const place =
      step.unit === 'hour' ? Math.floor(local / hourMs) % 24 : placeOf(local, step, nth);
    if (place % step.every !== 0) return [];
    const unit = step.unit === 'hour' && place === 0 ? 'day' : step.unit;
    return [{ at: from, label: axisTime(from, zone, unit) }];
  });
}

/** Clocks change by whole minutes of these. */
const minuteSteps = [1, 2, 5, 10, 15, 30].map((count) => count * 60_000);

function minutes({ from, to }: Span, stepMs: number, zone: string): Tick[] {
  const ticks: Tick[] = [];
  for (let at = Math.ceil(from / 60_000) * 60_000; at < to; at += 60_000) {
    if (localTime(at, zone) % stepMs === 0) ticks.push({ at, label: axisTime(at, zone, 'hour') });
  }
  return ticks;
}

/** Months by the calendar, so that quarters begin in January; days and weeks from the first one. */
function placeOf(local: number, { unit }: Step, nth: number): number {
  if (unit !== 'month') return nth;
  const date = new Date(local);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

const second = 1_000;
const minute = 60 * second;
/** Round spans, as people count them. */
const roundSpans = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hourMs),
  ...[2, 4, 10, 30, 100, 300].map((count) => count * dayMs),
];

/** Round spans from 0 to the last below the top: five at most. */
export function spanTicks(topMs: number): Tick[] {
  const step = roundSpans.find((ms) => ms * 4 >= topMs) ?? topMs;
  const count = Math.floor(topMs / step);
  return Array.from({ length: count + 1 }, (_, nth) => ({
    at: nth * step,
    label: nth === 0 ? '0' : spanLabel(nth * step),
  }));
}

/** `90 s` rather than `1 min`, which it isn't. */
function spanLabel(ms: number): string {
  if (ms < 2 * minute && ms % minute !== 0) return `${ms / second} s`;
  if (ms < 2 * hourMs && ms % hourMs !== 0) return `${ms / minute} min`;
  if (ms < 2 * dayMs) return ms % hourMs === 0 ? `${ms / hourMs} h` : `${ms / minute} min`;
  return roughly(ms);
}
