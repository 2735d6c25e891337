/**
 * Ranges of time as people say them. What is kept (and stands in the URL) is the saying; it is
 * worked out against the clock and a zone only when it is used, so that a link to "last night"
 * means the reader's last night.
 */
import {
  type CalendarDate,
  type CalendarDateTime,
  fromDate,
  parseDateTime,
  startOfMonth,
  startOfWeek,
  Time,
  toCalendarDate,
  toCalendarDateTime,
} from '@internationalized/date';

import { instant, type Instant } from '#contract/instant.ts';

import type { Preset } from './presets.ts';

/** `from` and `to` are wall times of the zone, `2026-11-24T18:00`. */
export type Range =
  | { kind: 'preset'; name: Preset }
  | { kind: 'between'; from: string | undefined; to: string | undefined };

/** From the first moment, up to but not including the last; undefined where it is open. */
export type Bounds = { from: Instant | undefined; to: Instant | undefined };

export function bounds(range: Range, zone: string, now: number): Bounds {
  if (range.kind === 'preset') return presetBounds(range.name, zone, now);
  return { from: wallInstant(range.from, zone), to: wallInstant(range.to, zone) };
}

const hourMs = 3_600_000;

function presetBounds(name: Preset, zone: string, now: number): Bounds {
  const here = toCalendarDateTime(fromDate(new Date(now), zone));
  const today = toCalendarDate(here);
  const between = (from: Wall, to: Wall) => ({ from: at(from, zone), to: at(to, zone) });
  switch (name) {
    case 'all':
      return { from: undefined, to: undefined };
    case 'last-hour':
      return { from: instant(now - hourMs), to: undefined };
    case 'last-24h':
      return { from: instant(now - 24 * hourMs), to: undefined };
    case '7d':
      return { from: instant(now - 7 * 24 * hourMs), to: undefined };
    case '30d':
      return { from: instant(now - 30 * 24 * hourMs), to: undefined };
    case 'last-night': {
      // Before 18:00 the night that has passed, or is passing; from then on the one that began.
      const evening = here.hour >= 18 ? today : today.subtract({ days: 1 });
      return between(clock(evening, 18), clock(evening.add({ days: 1 }), 8));
    }
    case 'today':
      return between(today, today.add({ days: 1 }));
    case 'yesterday':
      return between(today.subtract({ days: 1 }), today);
    case 'last-week': {
      const monday = startOfWeek(today, 'en-GB', 'mon');
      return between(monday.subtract({ weeks: 1 }), monday);
    }
    case 'this-month':
      return between(startOfMonth(today), startOfMonth(today).add({ months: 1 }));
    case 'last-month':
      return between(startOfMonth(today).subtract({ months: 1 }), startOfMonth(today));
  }
}

/** A day stands for its midnight. */
type Wall = CalendarDate | CalendarDateTime;

function clock(day: CalendarDate, hour: number): CalendarDateTime {
  return toCalendarDateTime(day, new Time(hour));
}

/**
 * Days are counted on the calendar and only then looked for on clocks: some skip midnight when
 * summer begins, and a day counted from 01:00 would end at 01:00. A skipped time moves on by what
 * was skipped, one that comes twice is its first.
 */
function at(wall: Wall, zone: string): Instant {
  return instant(wall.toDate(zone).getTime());
}

/** The moment at which clocks in the zone show a wall time; undefined where it can't be read. */
export function wallInstant(wall: string | undefined, zone: string): Instant | undefined {
  const read = wall === undefined ? undefined : readWall(wall);
  return read === undefined ? undefined : at(read, zone);
}

function readWall(wall: string): CalendarDateTime | undefined {
  try {
    return toCalendarDateTime(parseDateTime(wall));
  } catch {
    return undefined;
  }
}

/** A moment as wall time of a zone, to the minute: `2026-11-24T18:00`. */
export function wallOf(moment: number, zone: string): string {
  return toCalendarDateTime(fromDate(new Date(moment), zone))
    .toString()
    .slice(0, 16);
}
