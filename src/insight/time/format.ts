/** Turns instants and spans into words. Nothing else in the app does, and never without a zone. */
import { type Instant, milliseconds } from '#contract/instant.ts';
import { localTime } from '#contract/zone.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A span as two units at most: `0 s`, `42 s`, `4 min 05 s`, `3 h 10 min`, `2 d 4 h`. */
export function span(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / second)) * second;
  if (whole < minute) return `${whole / second} s`;
  if (whole < hour) return pair(whole, [minute, 'min'], [second, 's']);
  if (whole < day) return pair(whole, [hour, 'h'], [minute, 'min']);
  return pair(whole, [day, 'd'], [hour, 'h']);
}

type Unit = readonly [size: number, name: string];

function pair(ms: number, [large, name]: Unit, [small, smallName]: Unit): string {
  const rest = Math.floor((ms % large) / small);
  const digits = smallName === 'h' ? String(rest) : String(rest).padStart(2, '0');
  return `${Math.floor(ms / large)} ${name} ${digits} ${smallName}`;
}

/**
 * A span as a reader expects it beside a moment, rounded: `42 s`, `4 min`, `1 h 52 min`, `12 h`,
 * `2 d 20 h`, `12 d`. The second unit is there while the first alone would be far from the truth.
 */
export function roughly(ms: number): string {
  const whole = Math.max(0, ms);
  if (whole < minute) return `${Math.floor(whole / second)} s`;
  const minutes = Math.round(whole / minute);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 10 * 60) return rounded(minutes * minute, [hour, 'h'], [minute, 'min']);
  const hours = Math.round(whole / hour);
  if (hours < 48) return `${hours} h`;
  if (hours < 10 * 24) return rounded(hours * hour, [day, 'd'], [hour, 'h']);
  return `${Math.round(whole / day)} d`;
}

/** `2 h` rather than `2 h 00 min`. */
function rounded(ms: number, large: Unit, small: Unit): string {
  return ms % large[0] === 0 ? `${ms / large[0]} ${large[1]}` : pair(ms, large, small);
}

/** `4 min ago`, `in 1 h 52 min`, `now`. A countdown reaches `now` when its moment comes, not before. */
export function near(ms: number): string {
  if (ms > 0) return `in ${roughly(Math.ceil(ms / second) * second)}`;
  return ms > -second ? 'now' : `${roughly(-ms)} ago`;
}

/** `24 Nov 2026, 09:41:07` on the clocks of a zone. */
export function dateTime(moment: Instant, zone: string): string {
  return formatter(zone, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...toTheSecond,
  }).format(milliseconds(moment));
}

/** `09:41:07` on the clocks of a zone. */
export function timeOfDay(moment: Instant, zone: string): string {
  return formatter(zone, toTheSecond).format(milliseconds(moment));
}

/** `09:41` on the day of `now`, `24 Nov, 09:41` in its year, `24 Nov 2025, 09:41` in any other. */
export function clockTime(moment: Instant, zone: string, now: number): string {
  const at = milliseconds(moment);
  const time = formatter(zone, toTheMinute).format(at);
  if (dayOf(at, zone) === dayOf(now, zone)) return time;
  const day = { day: 'numeric', month: 'short' } as const;
  const sameYear = yearOf(at, zone) === yearOf(now, zone);
  const shown = sameYear ? day : ({ ...day, year: 'numeric' } as const);
  return formatter(zone, { ...shown, ...toTheMinute }).format(at);
}

// By the zone's offset: asking Intl takes a hundred times as long, for each of a drawing's labels.
export function yearOf(at: number, zone: string): number {
  return new Date(localTime(at, zone)).getUTCFullYear();
}

function dayOf(at: number, zone: string): number {
  return Math.floor(localTime(at, zone) / day);
}

/** The zone with what sets it apart now: `Europe/Berlin, GMT+1`. */
export function zoneName(zone: string, now: number): string {
  const offset = formatter(zone, { timeZoneName: 'shortOffset' })
    .formatToParts(now)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return offset === undefined || zone === 'UTC' ? zone : `${zone}, ${offset}`;
}

export const toTheMinute = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const toTheSecond = { ...toTheMinute, second: '2-digit' } as const;

const formatters = new Map<string, Intl.DateTimeFormat>();
/** Zones come from addresses and cookies, in any spelling: no more than a person would ever see. */
const mostFormatters = 500;

/** Making a formatter costs a hundred times what using one does. */
export function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${Object.keys(options).join()}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  if (formatters.size < mostFormatters) formatters.set(key, made);
  return made;
}
