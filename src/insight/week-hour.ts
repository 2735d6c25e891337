/** An hour of the week on the clocks of a zone, as a heat map counts and History filters by it. */
import { isZone, localTime } from '#contract/zone.ts';

export type WeekHour = {
  /** 0 is Monday. */
  weekday: number;
  hour: number;
  zone: string;
};

export const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Counted from Monday at midnight, 0 to 167; `at` in milliseconds since 1970. */
export function weekHourAt(at: number, zone: string): number {
  const local = localTime(at, zone);
  return weekdayOf(local) * 24 + (((Math.floor(local / hourMs) % 24) + 24) % 24);
}

export function isWithinWeekHour(at: number, { weekday, hour, zone }: WeekHour): boolean {
  return weekHourAt(at, zone) === weekday * 24 + hour;
}

/** `Mon 03:00 Europe/Berlin`: with its zone, so that a shared link finds the same rows. */
export function weekHourText({ weekday, hour, zone }: WeekHour): string {
  return `${weekdays[weekday]} ${String(hour).padStart(2, '0')}:00 ${zone}`;
}

/** Undefined where the text is not of that form, or names a zone that this browser doesn't know. */
export function readWeekHour(text: string): WeekHour | undefined {
  const [, day, hour, zone = ''] =
    /^([A-Z][a-z]{2}) ([01]\d|2[0-3]):00 (\S{1,64})$/.exec(text) ?? [];
  const weekday = weekdays.findIndex((name) => name === day);
  if (weekday < 0 || !isZone(zone)) return undefined;
  return { weekday, hour: Number(hour), zone };
}

/** 0 is Monday; 1 January 1970 was a Thursday. */
export function weekdayOf(local: number): number {
  return (((Math.floor(local / dayMs) + 3) % 7) + 7) % 7;
}
