/** Hours as the clocks of a zone strike them. */

const minuteMs = 60_000;
/** Clocks are ahead of UTC by whole quarters of an hour, so they strike at none but these moments. */
const quarterMs = 15 * minuteMs;

/**
 * All moments of the range, its first included, at which clocks in the zone show a full hour; all
 * in milliseconds since 1970. Where clocks are set back an hour strikes twice, where they are set
 * forward one is skipped; where that is by half an hour, an hour lasts longer.
 */
export function strikes(from: number, to: number, zone: string): number[] {
  const minutes = new Intl.DateTimeFormat('en-GB', { minute: 'numeric', timeZone: zone });
  const found: number[] = [];
  for (let at = Math.ceil(from / quarterMs) * quarterMs; at < to; at += quarterMs) {
    if (Number(minutes.format(at)) === 0) found.push(at);
  }
  return found;
}

/** The last full hour up to a moment. */
export function lastStrike(at: number, zone: string): number {
  return strikes(at - 2 * 60 * minuteMs, at + 1, zone).at(-1) ?? at;
}

/** The first full hour after a moment. */
export function nextStrike(at: number, zone: string): number {
  return strikes(at + 1, at + 2 * 60 * minuteMs, zone)[0] ?? at;
}
