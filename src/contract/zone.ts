/** Time zones: what the clocks of an IANA zone show at a moment, and when they show it. */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * Whether times can be shown in it. A browser may not know a zone that the server knows; `utc` is one
 * in any case. Chromium calls its own zone `Etc/Unknown` where the system's settings name none:
 * some engines refuse that name, others take it for UTC.
 */
export function isZone(name: string): boolean {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const isOne = isZoneOfIntl(name);
  // Names come from URLs and servers: no more of them than a person would ever see.
  if (zones.size < mostZones) zones.set(name, isOne);
  return isOne;
}

/** Every text with a time in it asks for the zone, and each time Intl takes some 50 µs. */
const zones = new Map<string, boolean>();
const mostZones = 1_000;

function isZoneOfIntl(name: string): boolean {
  if (/^etc\/unknown$/i.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

type OffsetAt = (moment: number) => number;
const offsets = new Map<string, OffsetAt>();

/**
 * How far the clocks of a zone are ahead of UTC, in milliseconds, as a function of the moment.
 * Throws a RangeError for an unknown zone. Asking Intl costs some 3 µs, which is seconds for an
 * export of 100,000 rows. A day that begins and ends with the same offset has no other in between,
 * so Intl is asked once per day.
 */
export function offsetsOf(zone: string): OffsetAt {
  const known = offsets.get(zone);
  if (known !== undefined) return known;
  const ask = intlOffsets(zone);
  const days = new Map<number, number | undefined>();
  const offsetAt: OffsetAt = (moment) => {
    const day = Math.floor(moment / dayMs);
    if (!days.has(day)) {
      const first = ask(day * dayMs);
      days.set(day, first === ask((day + 1) * dayMs) ? first : undefined);
    }
    return days.get(day) ?? ask(moment);
  };
  if (offsets.size < mostZones) offsets.set(zone, offsetAt);
  return offsetAt;
}

function intlOffsets(zone: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (moment) => {
    const parts = format.formatToParts(moment);
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    // `GMT`, `GMT+02:00`; with seconds for local mean times and for Liberia until 1972.
    const [, sign, hours, minutes, seconds = '0'] =
      /([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(name) ?? [];
    if (sign === undefined) return 0;
    const ahead = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
    return sign === '-' ? -ahead : ahead;
  };
}

/** The local time of a zone at a moment, as the milliseconds of the same time in UTC. */
export function localTime(moment: number, zone: string): number {
  return moment + offsetsOf(zone)(moment);
}

/**
 * The moment at which the clocks of a zone show a local time, which is given as the milliseconds
 * of the same time in UTC. A time that comes twice is its first, a time that is skipped moves on
 * by the length of the gap.
 */
export function momentOf(local: number, zone: string): number {
  const offsetAt = offsetsOf(zone);
  const before = offsetAt(local - dayMs);
  const candidates = [before, offsetAt(local + dayMs)].map((offset) => local - offset);
  return candidates.find((at) => at + offsetAt(at) === local) ?? local - before;
}

/**
 * All moments from `from` up to but not including `to` at which the clocks of a zone show a full
 * hour. Clocks set back show one twice, clocks set forward skip one, and where they are set by half
 * an hour, an hour lasts longer.
 */
export function fullHours(from: number, to: number, zone: string): number[] {
  const offsetAt = offsetsOf(zone);
  // Zones are ahead of UTC by whole quarters of an hour.
  const step = 15 * minuteMs;
  const found: number[] = [];
  for (let at = Math.ceil(from / step) * step; at < to; at += step) {
    if ((at + offsetAt(at)) % hourMs === 0) found.push(at);
  }
  return found;
}

/** The last full hour up to a moment. */
export function lastFullHour(at: number, zone: string): number {
  return fullHours(at - 2 * hourMs, at + 1, zone).at(-1) ?? at;
}

/** The first full hour after a moment. */
export function nextFullHour(at: number, zone: string): number {
  return fullHours(at + 1, at + 2 * hourMs, zone)[0] ?? at;
}
