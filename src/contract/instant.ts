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

/** Milliseconds since 1970. */
export function milliseconds(moment: Instant): number {
  return Date.parse(moment);
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
 * RFC 3339, with what ISO 8601 and Java put in its place, and the forms of mail headers and of
 * JavaScript's `toString`. `Date.parse` reads more, but reads 30 February as 2 March, guesses the
 * order of day and month, and takes the zone of the device where none is written.
 */
export function readInstant(written: unknown, times: VaultTimes): Instant | undefined {
  if (typeof written !== 'string') return undefined;
  const text = written.trim();
  const found = (isoDate.exec(text) ?? mailDate.exec(text))?.groups;
  const local = found === undefined ? undefined : localMs(found);
  if (found === undefined || local === undefined) return undefined;
  const at = utcMs(local, found, times);
  // Leap seconds are inserted at midnight in UTC: Date has none, so it is the second that follows.
  if (at === undefined || (found['second'] === '60' && modulo(at, dayMs) >= 1_000))
    return undefined;
  const moment = instant(at);
  return moment.length === textLength ? moment : undefined;
}

const dayMs = 86_400_000;
/** A year before 0 or after 9999 has more digits, and would not sort as text. */
const textLength = '2026-11-24T09:41:07.000Z'.length;

/** Java writes the name of a zone in brackets behind the offset (RFC 9557). */
const isoDate =
  /^(?:\+00)?(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[t ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d+))?)?)? ?(?<zone>z|utc|gmt|[+-]\d\d(?::?\d\d)?)?(?<name>(?<=[\dzct])\[[\w/+:-]+\])?$/i;

/** `Tue, 24 Nov 2026 09:41:07 GMT`, and `Tue Nov 24 2026 09:41:07 GMT+0100 (CET)`. */
const mailDate =
  /^(?:[a-z]{3},? +)?(?:(?<day>\d{1,2}) +(?<month>[a-z]{3})|(?<word>[a-z]{3}) +(?<date>\d{1,2})),? +(?<year>\d{4}) +(?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d))?(?: +(?<zone>z|utc?|gmt|[ecmp][sd]t|(?:gmt|utc)?[+-]\d\d:?\d\d))?(?: +\([^()]*\))?$/i;

type Found = Record<string, string | undefined>;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What clocks show, as the milliseconds of the same time in UTC; undefined if no clock shows it. */
function localMs(found: Found): number | undefined {
  const { year = '', hour = '0', minute = '0', second = '0', fraction = '' } = found;
  const name = (found['month'] ?? found['word'] ?? '').toLowerCase();
  const month = months.includes(name) ? String(months.indexOf(name) + 1).padStart(2, '0') : name;
  const day = `${year}-${month}-${(found['day'] ?? found['date'] ?? '').padStart(2, '0')}`;
  const midnight = Date.parse(day);
  const ms =
    ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1_000 +
    Number(fraction.slice(0, 3).padEnd(3, '0'));
  // 24:00 ends a day; nothing is later in it.
  if (Number(hour) > 23 && !(hour === '24' && ms === dayMs)) return undefined;
  if (Number(minute) > 59 || Number(second) > 60) return undefined;
  // `Date.parse` takes 30 February for 2 March.
  if (Number.isNaN(midnight) || !instant(midnight).startsWith(day)) return undefined;
  return midnight + ms;
}

/** An offset, or the name of a zone, leaves nothing to be interpreted; Z and silence do. */
function utcMs(local: number, { zone, name }: Found, times: VaultTimes): number | undefined {
  const suffix = zone?.toLowerCase();
  if (name === undefined && (suffix === undefined || suffix === 'z'))
    return times === 'utc' ? local : momentOf(local, times);
  if (suffix === undefined) return undefined;
  const american = 'ecmp'.indexOf(suffix.charAt(0));
  if (/^[ecmp][sd]t$/.test(suffix))
    return local + (5 + american - (suffix.charAt(1) === 'd' ? 1 : 0)) * 3_600_000;
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):?(\d\d)?$/.exec(suffix) ?? [];
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '-' ? local + offset : local - offset;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
