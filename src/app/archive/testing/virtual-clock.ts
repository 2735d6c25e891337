import { createManualClock } from '#contract/testing/manual-clock.ts';

/**
 * For tests: a manual clock on which code can also sleep, as the archive does between its calls.
 * It moves to the end of the next sleep once there is nothing else to do.
 */
export function createVirtualClock(start: number) {
  const { now, set } = createManualClock(start);
  let timers: { at: number; end: () => void }[] = [];
  return {
    now,
    sleep: async (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        if (signal.aborted) return resolve();
        const end = () => {
          timers = timers.filter((other) => other !== timer);
          signal.removeEventListener('abort', end);
          resolve();
        };
        const timer = { at: now() + ms, end };
        timers.push(timer);
        signal.addEventListener('abort', end);
      }),
    /** Moves until a condition holds; false if it still doesn't after `longestMs`. */
    until: async (condition: () => boolean, longestMs = 86_400_000) => {
      const limit = now() + longestMs;
      // Yields to the event loop, so that the runner notices a test that takes too long.
      await new Promise<void>((resolve) => setTimeout(resolve));
      for (;;) {
        await settleAll();
        if (condition()) return true;
        await settleAll(); // the condition may have started something
        const next = timers.reduce<(typeof timers)[number] | undefined>(
          (a, b) => (a === undefined || b.at < a.at ? b : a),
          undefined,
        );
        if (next === undefined || next.at > limit) return false;
        set(Math.max(now(), next.at));
        next.end();
      }
    },
  };
}

/** Runs everything that waits only for promises. */
async function settleAll(): Promise<void> {
  for (let round = 0; round < 60; round += 1) await Promise.resolve();
}
