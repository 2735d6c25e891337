/** The simulator's time. Everything in a world is worked out from what its clock says. */

/** Milliseconds since 1970. */
export type Clock = { now: () => number };

/** A clock that a test moves by hand. */
export type HandClock = Clock & {
  advance: (milliseconds: number) => void;
  set: (milliseconds: number) => void;
};

/** Real time; with another speed than 1, real time from now on at that speed. */
export function runningClock({ speed = 1 }: { speed?: number } = {}): Clock {
  const start = Date.now();
  return { now: () => (speed === 1 ? Date.now() : start + (Date.now() - start) * speed) };
}

/** A Tuesday, two days after clocks went forward in New York. */
const handClockStart = Date.UTC(2026, 2, 10, 14, 0, 0);

/** Stands still until it is moved. */
export function handClock(start: number = handClockStart): HandClock {
  let now = start;
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    set: (milliseconds) => {
      now = milliseconds;
    },
  };
}

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
