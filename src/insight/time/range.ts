/**
 * Ranges of time as people name them. The URL holds the name; its bounds are computed from the clock
 * and a zone only when they are used, so that a link to "last night" means the reader's last night.
 */
import {
  type CalendarDate,
  type CalendarDateTime,
  parseDateTime,
  startOfMonth,
  startOfWeek,
  Time,
  toCalendarDate,
  toCalendarDateTime,
} from '@internationalized/date';

import { instant, type Instant } from '#contract/instant.ts';
import { localTime, momentOf } from '#contract/zone.ts';

import { isInstantText, type Preset } from './presets.ts';

/** `from` and `to` are local times of the zone, `2026-11-24T18:00`, or instants. */
export type Range =
  | { kind: 'preset'; name: Preset }
  | { kind: 'between'; from: string | undefined; to: string | undefined };

/** From the first moment, up to but not including the last; undefined where it is open. */
export type Bounds = { from: Instant | undefined; to: Instant | undefined };

export function bounds(range: Range, zone: string, now: number): Bounds {
  if (range.kind === 'preset') return presetBounds(range.name, zone, now);
  return { from: localInstant(range.from, zone), to: localInstant(range.to, zone) };
}

const hourMs = 3_600_000;

function presetBounds(name: Preset, zone: string, now: number): Bounds {
  const here = parseDateTime(localOf(now, zone));
  const today = toCalendarDate(here);
  const between = (from: Local, to: Local) => ({ from: at(from, zone), to: at(to, zone) });
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
      // Before 18:00 the night before; from then on the night that has begun.
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
type Local = CalendarDate | CalendarDateTime;

function clock(day: CalendarDate, hour: number): CalendarDateTime {
  return toCalendarDateTime(day, new Time(hour));
}

/**
 * Days are counted on the calendar before they become moments: some zones skip midnight when summer
 * begins, and a day counted from 01:00 would end at 01:00.
 */
function at(local: Local, zone: string): Instant {
  return instant(momentOf(Date.parse(`${toCalendarDateTime(local).toString()}Z`), zone));
}

/** The moment at which the clocks of a zone show a local time, or the instant that it is; undefined if it can't be read. */
export function localInstant(local: string | undefined, zone: string): Instant | undefined {
  if (local !== undefined && isInstantText(local)) return instant(Date.parse(local));
  const parsed = local === undefined ? undefined : parseLocal(local);
  return parsed === undefined ? undefined : at(parsed, zone);
}

function parseLocal(text: string): CalendarDateTime | undefined {
  try {
    return toCalendarDateTime(parseDateTime(text));
  } catch {
    return undefined;
  }
}

/** The local time of a zone at a moment, to the minute: `2026-11-24T18:00`. */
export function localOf(moment: number, zone: string): string {
  return instant(localTime(moment, zone)).slice(0, 16);
}

/** As clocks of a zone show it: an instant as in a URL becomes local time, to the second. */
export function asLocal(moment: string, zone: string): string {
  if (!isInstantText(moment)) return moment;
  return instant(localTime(Date.parse(moment), zone)).slice(0, 19);
}
