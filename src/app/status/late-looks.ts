/** How a job that is late looks, on every page and on the wall: none of Vault's statuses says so. */
import type { LateKind } from '#insight/attention.ts';

/** Nothing has failed yet, so it is not the colour of what has. */
export const lateColour = 'text-warning';

const openClock = 'M12 6v6l4 2M21.25 8.2A10 10 0 1 0 16 21.16';

/** With shapes after Lucide's (ISC licence) on a square of 24. */
export const lateLooks: Record<LateKind, { word: string; path: string }> = {
  overdue: {
    word: 'Overdue',
    path: 'M4 13a8 8 0 1 0 16 0a8 8 0 1 0-16 0zM12 9v4l2 2M5 3L2 6M22 6l-3-3',
  },
  stuck: { word: 'Stuck in queue', path: `${openClock}M20 12v5M20 21h.01` },
  long: { word: 'Longer than usual', path: `${openClock}M20 22v-8M17 17l3-3 3 3` },
};
