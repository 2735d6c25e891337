/** Times of day, as in a wall's URL. */
import { instant } from '#contract/instant.ts';

import { clockTime } from '../../../time/format.ts';

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

const hourMs = 3_600_000;

type Daily = { at: string; zone: string; now: number; since: number };

/**
 * Whether something that happens each day at a time such as `04:00` is due, for an hour: a time that
 * daylight saving skips is thus made up for. `since` is when it last happened.
 */
export function isDailyTime({ at, zone, now, since }: Daily): boolean {
  const [hour = '', minute = ''] = at.split(':');
  const until = `${String((Number(hour) + 1) % 24).padStart(2, '0')}:${minute}`;
  return now - since > 2 * hourMs && isWithin(`${at}-${until}`, now, zone);
}
