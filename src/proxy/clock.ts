/** Where the proxy has its time from. Tests hand in a clock that they can move. */
export type Clock = {
  /** Milliseconds since 1970, as the machine is set. */
  now: () => number;
  /** Milliseconds since any moment, which setting the machine's time does not change. */
  monotonic?: () => number;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** Less is what correcting a clock little by little comes to (NTP). */
const toleranceMs = 1_000;

/**
 * The same clock, but it never goes back: ages, waits and limits are measured by it, so that a
 * machine whose time is put back calls nothing fresh that is old. It follows where the time is put
 * forward: that looks the same as a machine that slept, whose monotonic clock stands still.
 */
export function createSteadyClock({ now, monotonic }: Clock): Clock {
  const counted = monotonic ?? (() => 0);
  const tolerance = monotonic === undefined ? 0 : toleranceMs;
  /** To be added to what is counted. */
  let offset = now() - counted();
  /** By how much the machine's time has been put back since. */
  let putBack = 0;

  return {
    now() {
      const drift = now() + putBack - (counted() + offset);
      if (drift > tolerance) offset += drift;
      if (drift < -tolerance) putBack -= drift;
      return Math.floor(counted() + offset);
    },
  };
}
