/** The colour of text that says a status; proven legible and apart by `colours.test.ts`. */
import type { Phase } from '#insight/status/statuses.ts';

export const colours: Record<Phase, string> = {
  waiting: 'text-waiting',
  active: 'text-active',
  well: 'text-well',
  badly: 'text-bad',
  otherwise: 'text-otherwise',
  unknown: 'text-unknown',
};
