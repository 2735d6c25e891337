/**
 * Instants: moments in UTC. Vault's dates end in Z, yet Vault's reference says those of scheduled
 * jobs are in the Vault's zone (docs/vault-api.md §7, unresolved), so how they are read is a
 * setting.
 */

import { momentOf } from './zone.ts';

declare const brand: unique symbol;

/** A moment, always written `YYYY-MM-DDTHH:MM:SS.sssZ`, so that text order is time order. */
export type Instant = string & { readonly [brand]: 'Instant' };

/** How Vault's dates are to be read: as UTC (`utc`), or as local time of an IANA zone. */
export type VaultTimes = string;

/** Milliseconds since 1970 as an Instant. Throws a RangeError outside of what a Date can hold. */
export function instant(milliseconds: number): Instant {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place that makes them
  return new Date(milliseconds).toISOString() as Instant;
}

/**
 * Milliseconds since 1970. By its digits, which takes a tenth of the time of `Date.parse`: lists of
 * 100,000 jobs are sorted, filtered and summed up by their dates.
 */
export function milliseconds(moment: Instant): number {
  return moment.length === usualLength ? millisecondsAt(moment, 0) : Date.parse(moment);
}

/** The same of an Instant of 24 letters that stands at a place of a text. */
export function millisecondsAt(text: string, at: number): number {
  const hours = days(text, at) * 24 + digits(text, at + 11);
  const seconds = (hours * 60 + digits(text, at + 14)) * 60 + digits(text, at + 17);
  // The last of three digits stands with the Z behind it.
  return seconds * 1_000 + digits(text, at + 20) * 10 + text.charCodeAt(at + 22) - zero;
}

const usualLength = '2026-11-24T09:41:07.000Z'.length;
const zero = 48;

/** The two digits at a place. */
function digits(text: string, at: number): number {
  return (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero;
}

/** Days from 1970 to the day of a moment. A year begins in March here, so that a leap day ends it. */
function days(text: string, at: number): number {
  const month = digits(text, at + 5);
  const isNextYear = month < 3;
  const year = digits(text, at) * 100 + digits(text, at + 2) - (isNextYear ? 1 : 0);
  const monthFromMarch = isNextYear ? month + 9 : month - 3;
  // The months from March on have 31, 30, 31, 30, 31 days, and so on again.
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + digits(text, at + 8);
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return year * 365 + leapDays + dayOfYear - 719_469;
}

/**
 * Vault's filter parameters want `YYYY-MM-DDTHH:MM:SSZ`, without the milliseconds that
 * `toISOString` writes (docs/vault-api.md §7). Cuts down to the second.
 */
export function parameter(moment: Instant): string {
  return `${moment.slice(0, 19)}Z`;
}

/**
 * Any date that Vault may write, or undefined where there is none or it can't be read for certain:
 * RFC 3339 with what ISO 8601 and Java put in its place, and mail dates. `Date.parse` reads more, but
 * reads 30 February as 2 March, guesses the order of day and month, and takes the zone of the device
 * where none is written.
 */
export function readInstant(written: unknown, times: VaultTimes): Instant | undefined {
  if (typeof written !== 'string') return undefined;
  const text = written.trim();
  const plain = text.length === 20 && text.endsWith('Z') ? `${text.slice(0, 19)}.000Z` : text;
  if (times === 'utc' && isPlain(plain)) return plain;
  const at = isPlain(plain) ? momentOf(milliseconds(plain), times) : otherMs(text, times);
  const moment = at === undefined ? undefined : instant(at);
  // A year before 0 or after 9999 has more digits, and would not sort as text.
  return moment?.length === 24 ? moment : undefined;
}

/**
 * Already written as an Instant, as Vault writes nearly all of its dates. A page of 200 jobs has 800
 * of them, and to read one as any other takes 2 µs, not 0.1.
 */
function isPlain(text: string): text is Instant {
  return plainDate.test(text);
}

/** 29 February is left to those that ask the calendar. */
const plainDate =
  /^\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

function otherMs(text: string, times: VaultTimes): number | undefined {
  const iso = isoDate.exec(text);
  return iso === null ? mailMs(text) : isoMs(iso, times);
}

/** Java writes the name of a zone in brackets behind the offset (RFC 9557). */
const isoDate =
  /^(?:\+00)?(\d{4}-\d\d-\d\d)(?:[t ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)? ?(z|utc|gmt|([+-])(\d\d):?(\d\d)?)?((?<=[\dzct])\[[\w/+:-]+\])?$/i;

const minuteMs = 60_000;
const dayMs = 86_400_000;

function isoMs(iso: RegExpExecArray, times: VaultTimes): number | undefined {
  const [, day = '', hour = 0, minute = 0, second = 0, fraction = '', zone, sign] = iso;
  const [aheadHours = 0, aheadMinutes = 0, name] = iso.slice(8);
  const isLeap = Number(second) === 60;
  const time =
    (Number(hour) * 60 + Number(minute)) * minuteMs +
    Number(second) * 1_000 +
    Number(fraction.slice(0, 3).padEnd(3, '0'));
  const isShown =
    // 24:00 ends a day; nothing is later in it.
    (Number(hour) < 24 || (hour === '24' && time === dayMs)) &&
    Math.max(Number(minute), Number(aheadMinutes)) < 60 &&
    (Number(second) < 60 || isLeap) &&
    Number(aheadHours) < 24 &&
    (name === undefined || zone !== undefined);
  if (!isShown || !isOnCalendar(day)) return undefined;
  const local = Date.parse(day) + time;
  const ahead = (Number(aheadHours) * 60 + Number(aheadMinutes)) * minuteMs;
  // An offset, or the name of a zone, leaves nothing to be interpreted; Z and silence do.
  const isOpen = name === undefined && (zone === undefined || /^z$/i.test(zone));
  const utc = sign === '-' ? local + ahead : local - ahead;
  const at = isOpen && times !== 'utc' ? momentOf(local, times) : utc;
  // Leap seconds are inserted at midnight in UTC: Date has none, so it is the second that follows.
  return isLeap && !instant(at).includes('T00:00:00') ? undefined : at;
}

/** `Tue, 24 Nov 2026 09:41:07 GMT`, and as `toString` writes, `Tue Nov 24 2026 09:41:07 GMT+0100 (CET)`. */
const mailDate =
  /^(?:[a-z]{3},? +)?(?:(\d{1,2}) +)?([a-z]{3}) +(?:(\d{1,2}) +)?(\d{4}) +[012]\d:[0-5]\d(?::[0-5]\d)? +(?:z|utc?|gmt|[ecmp][sd]t|(?:gmt|utc)?[+-](?:[01]\d|2[0-3])[0-5]\d)(?: +\([^()]*\))?$/i;

/** Always with a zone: `Date.parse` would take that of the device. It reads the year 99 as 1999. */
function mailMs(text: string): number | undefined {
  const [, first, month, second, year] = mailDate.exec(text) ?? [];
  const day = new Date(`${first ?? second} ${month} ${year} UTC`);
  const isOne = (first === undefined) !== (second === undefined);
  const isShown =
    day.getUTCDate() === Number(first ?? second) && day.getUTCFullYear() === Number(year);
  const at = Date.parse(text);
  return isOne && isShown && !Number.isNaN(at) ? at : undefined;
}

/** `Date.parse` takes 30 February for 2 March. */
function isOnCalendar(day: string): boolean {
  const at = Date.parse(day);
  return !Number.isNaN(at) && instant(at).startsWith(day);
}
