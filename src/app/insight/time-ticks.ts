/** Round moments of a zone's clocks, for an axis of time. */
import { fullHours, localTime, momentOf } from '#contract/zone.ts';

import type { Span } from './throughput.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const minuteSteps = [1, 2, 5, 10, 15, 30].map((minutes) => minutes * minuteMs);
const hourSteps = [1, 2, 3, 6, 12].map((hours) => hours * hourMs);
const daySteps = [1, 2, 7, 14, 28, 91, 182, 364].map((days) => days * dayMs);
const steps = [...minuteSteps, ...hourSteps, ...daySteps];

/** Weeks begin then; 1970 began on a Thursday. */
const firstMondayMs = 4 * dayMs;

export type TimeTicks = {
  /** In milliseconds since 1970. */
  at: number[];
  /** Whether each of them is a midnight, so that its day says enough. */
  areDays: boolean;
};

/** About `most` of them: where clocks change, an hour comes twice or a day has other hours. */
export function timeTicks({ from, to }: Span, zone: string, most: number): TimeTicks {
  if (to <= from) return { at: [], areDays: false };
  const step = steps.find((one) => (to - from) / one <= most) ?? dayMs * 364;
  if (step < hourMs) {
    const first = Math.ceil(localTime(from, zone) / step) * step - localTime(from, zone) + from;
    const count = Math.max(0, Math.ceil((to - first) / step));
    return { at: Array.from({ length: count }, (_, nth) => first + nth * step), areDays: false };
  }
  if (step < dayMs) {
    const at = fullHours(from, to, zone).filter((hour) => localTime(hour, zone) % step === 0);
    return { at, areDays: false };
  }
  const at: number[] = [];
  const origin = step < 7 * dayMs ? 0 : firstMondayMs;
  const firstDay = Math.floor((localTime(from, zone) - origin) / step) * step + origin;
  for (let day = firstDay; momentOf(day, zone) < to; day += step) {
    const midnight = momentOf(day, zone);
    if (midnight >= from) at.push(midnight);
  }
  return { at, areDays: true };
}
