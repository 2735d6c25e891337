/** Times of day such as `22:00-06:00`: in a wall's URL, and when notifications are not wanted. */
import { instant } from '#contract/instant.ts';
import { localTime, momentOf } from '#contract/zone.ts';

import { clockTime } from './format.ts';

/**
 * Whether the local time of the zone is within hours such as `22:00-06:00`: from the first time
 * until the second, over midnight where that is earlier, and all day where both are the same.
 */
export function isWithin(hours: string, now: number, zone: string): boolean {
  const [from = '', until = ''] = hours.split('-');
  const time = clockTime(instant(now), zone, now);
  if (from < until) return from <= time && time < until;
  return from <= time || time < until;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

type Daily = { at: string; zone: string; now: number; since: number };

/**
 * Whether something that happens each day at a time such as `04:00` is due, for an hour. Where
 * daylight saving skips that time it is due when the clocks have moved on, where they show it twice
 * the first time. `since` is when it last happened.
 */
export function isDailyTime({ at, zone, now, since }: Daily): boolean {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const today = Math.floor(localTime(now, zone) / dayMs) * dayMs;
  // Yesterday's may still be due after midnight.
  const due = [today - dayMs, today].map((date) =>
    momentOf(date + hour * hourMs + minute * minuteMs, zone),
  );
  return now - since > 2 * hourMs && due.some((moment) => moment <= now && now < moment + hourMs);
}
