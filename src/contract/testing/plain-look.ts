import type { Look } from '../look.ts';

/** Of a browser in which nobody has chosen anything, and which stores no history. */
export const plainLook: Look = {
  zone: 'Europe/Berlin',
  theme: 'system',
  paused: false,
  compact: false,
  filtersOpen: false,
  columnWidths: {},
  opensView: false,
  stored: [],
  seen: {},
};
