/** For tests: a clock that stands still until the test moves it. */
export type ManualClock = {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Back, if negative. */
  advance: (milliseconds: number) => void;
  /** Moves it to a moment. */
  set: (milliseconds: number) => void;
};

/** A Tuesday, two days after clocks went forward in New York. */
const defaultStart = Date.UTC(2026, 2, 10, 14);

export function createManualClock(start: number = defaultStart): ManualClock {
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
