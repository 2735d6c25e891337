/** The labels of charts. Apart from `format.ts`, which is in the first load. */
import { formatter, toTheMinute, yearOf } from './format.ts';

export const axisUnits = ['hour', 'day', 'week', 'month'] as const;
export type AxisUnit = (typeof axisUnits)[number];

/** Where a unit begins, as short as an axis needs it: `09:00`, `Tue 24`, `24 Nov`, `Nov 2026`. */
export function axisTime(at: number, zone: string, unit: AxisUnit): string {
  return formatter(zone, axisFormats[unit]).format(at).replace(',', '');
}

/** `Tue 24 Nov`, with the year if `now` is in another one. */
export function dayName(at: number, zone: string, now: number): string {
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const isSameYear = yearOf(at, zone) === yearOf(now, zone);
  const shown = isSameYear ? day : ({ ...day, year: 'numeric' } as const);
  return formatter(zone, shown).format(at).replace(',', '');
}

const axisFormats: Record<AxisUnit, Intl.DateTimeFormatOptions> = {
  hour: toTheMinute,
  day: { weekday: 'short', day: 'numeric' },
  week: { day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
};
