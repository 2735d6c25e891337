/** Rows that Vault counts but that have no id (contract: unreadable): where they lie. */
import type { Instant } from '#contract/instant.ts';

import { isEverything, type Window } from './window.ts';

export type Spot = Window & { rows: number };

export function blindRows(spots: readonly Spot[]): number {
  return spots.reduce((sum, { rows }) => sum + rows, 0);
}

/** How many lie within a window for sure, and how many may. */
export function blindIn(spots: readonly Spot[], window: Window): { sure: number; maybe: number } {
  let sure = 0;
  let maybe = 0;
  for (const spot of spots) {
    if (isWithin(spot, window)) sure += spot.rows;
    else if (overlaps(spot, window)) maybe += spot.rows;
  }
  return { sure, maybe };
}

/** After a window was read with so many of them: what was known of it roughly is known exactly. */
export function spotted(spots: readonly Spot[], window: Window, rows: number): Spot[] {
  if (isEverything(window)) return rows === 0 ? [] : [{ ...window, rows }];
  let moved = Math.max(0, rows - blindIn(spots, window).sure);
  const others = spots
    .filter((spot) => !isWithin(spot, window))
    .map((spot) => {
      const taken = overlaps(spot, window) ? Math.min(spot.rows, moved) : 0;
      moved -= taken;
      return { ...spot, rows: spot.rows - taken };
    });
  return [...others, { from: window.from, to: window.to, rows }].filter(({ rows }) => rows > 0);
}

function isWithin(inner: Window, outer: Window): boolean {
  const begins = outer.from === undefined || (inner.from !== undefined && inner.from >= outer.from);
  return begins && (outer.to === undefined || (inner.to !== undefined && inner.to <= outer.to));
}

function overlaps(a: Window, b: Window): boolean {
  return meets(a.from, b.to) && meets(b.from, a.to);
}

function meets(from: Instant | undefined, to: Instant | undefined): boolean {
  return from === undefined || to === undefined || from <= to;
}
