/**
 * A moment as Vault writes it: always with a Z at the end, even if the time is a zone's local
 * time. Vault's reference contradicts that Z, so a world can do either (docs/vault-api.md §7).
 */
export function formatVaultDate(moment: number, zone: string): string {
  const local = localTime(Math.floor(moment / 1000) * 1000, zone);
  return `${new Date(local).toISOString().slice(0, 19)}.000Z`;
}

/** A zone's local time at a moment, as the milliseconds of the same time in UTC. */
export function localTime(moment: number, zone: string): number {
  if (zone === 'utc') return moment;
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (moment % 1000);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(timeZone, format);
  return format;
}
