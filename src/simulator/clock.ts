/** The simulator's time. Everything in a world is worked out from what its clock says. */

/** Milliseconds since 1970. */
export type Clock = { now: () => number };

/** Real time; with another speed than 1, real time from now on at that speed. */
export function runningClock({ speed = 1 }: { speed?: number } = {}): Clock {
  const start = Date.now();
  return { now: () => (speed === 1 ? Date.now() : start + (Date.now() - start) * speed) };
}

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
