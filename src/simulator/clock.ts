/** The simulator's time, on which everything in a world depends. */

/** Milliseconds since 1970. */
export type Clock = { now: () => number };

/** Real time, or real time from now on at another speed. */
export function runningClock({ speed = 1 }: { speed?: number } = {}): Clock {
  const start = Date.now();
  return { now: () => (speed === 1 ? Date.now() : start + (Date.now() - start) * speed) };
}

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
