/** Where the rows lie that Vault counts but that have no id (`unreadable` in the contract). */
import type { Instant } from '#contract/instant.ts';

import { isEverything, type Window } from './window.ts';

export type UnreadableSpan = Window & { rows: number };

export function countUnreadable(spans: readonly UnreadableSpan[]): number {
  return spans.reduce((sum, { rows }) => sum + rows, 0);
}

/** How many are certainly within a window, and how many may be. */
export function unreadableIn(
  spans: readonly UnreadableSpan[],
  window: Window,
): { sure: number; maybe: number } {
  let sure = 0;
  let maybe = 0;
  for (const span of spans) {
    if (isWithin(span, window)) sure += span.rows;
    else if (overlaps(span, window)) maybe += span.rows;
  }
  return { sure, maybe };
}

/** After a window was read and had so many of them: what was known roughly is known exactly. */
export function recordUnreadable(
  spans: readonly UnreadableSpan[],
  window: Window,
  rows: number,
): UnreadableSpan[] {
  if (isEverything(window)) return rows === 0 ? [] : [{ ...window, rows }];
  let located = Math.max(0, rows - unreadableIn(spans, window).sure);
  const others = spans
    .filter((span) => !isWithin(span, window))
    .map((span) => {
      const here = overlaps(span, window) ? Math.min(span.rows, located) : 0;
      located -= here;
      return { ...span, rows: span.rows - here };
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
