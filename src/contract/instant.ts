/**
 * Instants: moments in UTC. Vault's dates end in Z, yet Vault's reference says those of scheduled
 * jobs are in the Vault's zone (docs/vault-api.md §7, unresolved), so how they are read is a
 * setting.
 */

declare const brand: unique symbol;

/** A moment, always written `YYYY-MM-DDTHH:MM:SS.sssZ`, so that text order is time order. */
export type Instant = string & { readonly [brand]: 'Instant' };

/** How Vault's dates are to be read: as UTC, or as wall time of an IANA zone. */
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

const vaultDate =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d{1,9})?)?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/i;

/** Any date Vault may write, or undefined where there is none or it can't be read. */
export function readInstant(written: unknown, times: VaultTimes): Instant | undefined {
  if (typeof written !== 'string') return undefined;
  const [, day, clock = '00:00', fraction = '', suffix = 'Z'] =
    vaultDate.exec(written.trim()) ?? [];
  if (day === undefined) return undefined;
  const wall = Date.parse(`${day}T${clock}${fraction.slice(0, 4)}Z`);
  if (Number.isNaN(wall) || !isOnCalendar(day)) return undefined;
  // An explicit offset other than Z leaves nothing to be interpreted.
  if (suffix.toUpperCase() !== 'Z') {
    const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})/.exec(suffix) ?? [];
    const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
    return instant(sign === '-' ? wall + offset : wall - offset);
  }
  return instant(times === 'utc' ? wall : wallToUtc(wall, times));
}

/** `Date.parse` takes 30 February for 2 March. */
function isOnCalendar(day: string): boolean {
  return instant(Date.parse(day)).startsWith(day);
}

/** A browser may not know a zone that the proxy knows: no date is then better than a wrong one. */
export function isVaultTimes(times: string): boolean {
  try {
    return times === 'utc' || zoneClock(times) !== undefined;
  } catch {
    return false;
  }
}

/**
 * The UTC milliseconds at which clocks in `zone` show `wall` (itself milliseconds, as if UTC).
 * An hour that happens twice is taken at its first time, one that is skipped moves on by its length.
 */
function wallToUtc(wall: number, zone: string): number {
  const offsets = [wall - 86_400_000, wall + 86_400_000].map((near) => offsetAt(near, zone));
  const found = offsets
    .map((offset) => wall - offset)
    .find((at) => at + offsetAt(at, zone) === wall);
  return found ?? wall - (offsets[0] ?? 0);
}

/** How far, in milliseconds, clocks in `zone` are ahead of UTC at a moment. */
function offsetAt(at: number, zone: string): number {
  const parts = Object.fromEntries(
    zoneClock(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making a DateTimeFormat costs some 50 µs, reading with one 2 µs: a page has 800 dates. */
function zoneClock(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timeZone, made);
  return made;
}
