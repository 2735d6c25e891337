/** Ranges that have a name. Apart from `range.ts`, which needs a library of dates. */

export const presets = [
  'all',
  'last-hour',
  'last-24h',
  'last-night',
  'today',
  'yesterday',
  '7d',
  '30d',
  'last-week',
  'this-month',
  'last-month',
] as const;
export type Preset = (typeof presets)[number];

/**
 * Local time as in a URL, `2026-11-24T18:00`, that exists on the calendar: `Date.parse` takes 30
 * February for 2 March and 24:00 for the next day. Outside of these years, a zone's offset could
 * lead to a year without four digits.
 */
export function isLocalDateTime(text: string): boolean {
  if (!/^[12]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return false;
  const at = Date.parse(`${text}Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** A moment as in a URL: local time of the zone on screen, or an instant, which no change of clocks makes ambiguous. */
export function isMoment(text: string): boolean {
  return isLocalDateTime(text) || isInstantText(text);
}

/** Whether it is an instant as `instant` writes it: in UTC, to the second or the millisecond. */
export function isInstantText(text: string): boolean {
  const local = text.replace(/(?<=:\d{2}:\d{2})(?:\.\d{3})?Z$/, '');
  return local !== text && isLocalDateTime(local);
}

/** From one local time to another, each as in a URL; undefined where the range is open. */
export type LocalRange = { from: string | undefined; to: string | undefined };
