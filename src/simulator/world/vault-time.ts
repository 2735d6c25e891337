/**
 * Moments as Vault writes them: always with a Z behind, yet perhaps as wall time of a zone. What
 * the reference says contradicts that Z, so a world can do either (docs/vault-api.md §7).
 */
export function written(moment: number, times: string): string {
  const wall = wallTime(Math.floor(moment / 1000) * 1000, times);
  return `${new Date(wall).toISOString().slice(0, 19)}.000Z`;
}

/** What clocks in a zone show at a moment, in milliseconds as if it were UTC; `utc` is UTC. */
export function wallTime(moment: number, zone: string): number {
  if (zone === 'utc') return moment;
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (moment % 1000);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const made =
    clocks.get(timeZone) ??
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
  clocks.set(timeZone, made);
  return made;
}
