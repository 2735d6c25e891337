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

const vaultDate =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d{1,9})?)?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/i;

/** Any date Vault may write, or undefined where there is none or it can't be read. */
export function readInstant(written: unknown, times: VaultTimes): Instant | undefined {
  if (typeof written !== 'string') return undefined;
  const [, day, clock = '00:00', fraction = '', suffix = 'Z'] =
    vaultDate.exec(written.trim()) ?? [];
  if (day === undefined) return undefined;
  const local = Date.parse(`${day}T${clock}${fraction.slice(0, 4)}Z`);
  if (Number.isNaN(local) || !isOnCalendar(day)) return undefined;
  // An explicit offset other than Z leaves nothing to be interpreted.
  if (suffix.toUpperCase() !== 'Z') {
    const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})/.exec(suffix) ?? [];
    const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
    return instant(sign === '-' ? local + offset : local - offset);
  }
  return instant(times === 'utc' ? local : momentOf(local, times));
}

/** `Date.parse` takes 30 February for 2 March. */
function isOnCalendar(day: string): boolean {
  return instant(Date.parse(day)).startsWith(day);
}
