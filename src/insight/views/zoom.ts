/** Moves along an axis of time, and how far it reaches. */
import type { Span } from '../throughput.ts';

export const moves = ['earlier', 'later', 'closer', 'farther'] as const;
export type Move = (typeof moves)[number];

const minuteMs = 60_000;
const leastMs = 10 * minuteMs;
const mostMs = 10 * 366 * 24 * 60 * minuteMs;

/** By half of what is shown, or to half or double of it around its middle; on whole minutes. */
export function moved({ from, to }: Span, move: Move): Span {
  const length = to - from;
  switch (move) {
    case 'earlier':
      return wholeMinutes({ from: from - length / 2, to: to - length / 2 });
    case 'later':
      return wholeMinutes({ from: from + length / 2, to: to + length / 2 });
    case 'closer':
      return around((from + to) / 2, Math.max(leastMs, length / 2));
    case 'farther':
      return around((from + to) / 2, Math.min(mostMs, length * 2));
  }
}

function around(middle: number, length: number): Span {
  return wholeMinutes({ from: middle - length / 2, to: middle + length / 2 });
}

/** With all that is in the span, and at least a minute. */
export function wholeMinutes({ from, to }: Span): Span {
  const first = Math.floor(from / minuteMs) * minuteMs;
  return { from: first, to: Math.max(first + minuteMs, Math.ceil(to / minuteMs) * minuteMs) };
}

const longestAheadMs = 6 * 60 * minuteMs;

/** A range up to now shows what is planned next as well: for a fourth of its length, or six hours. */
export function withAhead(range: Span, axis: Span): Span {
  if (Number.isFinite(range.to)) return axis;
  return { from: axis.from, to: axis.to + Math.min(longestAheadMs, (axis.to - axis.from) / 4) };
}
