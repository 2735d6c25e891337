/**
 * The one clock of a test: for its Vault, its server and its browsers. It is not the unit tests'
 * manual clock, as it has to run: a browser's timers wait for real time to pass.
 */
import type { BrowserContext } from '@playwright/test';

export type TestClock = ReturnType<typeof createTestClock>;

/** Starts at an instant and runs from there, independently of the machine's clock. */
export function createTestClock(at: string) {
  let began = Date.parse(at) - performance.now();
  if (Number.isNaN(began)) throw new RangeError(`Not an instant: ${at}`);
  let heldAt: number | undefined;
  const now = () => Math.floor(began + (heldAt ?? performance.now()));
  return {
    now,
    advance: (milliseconds: number) => {
      began += milliseconds;
    },
    /** Stops it; call the result to let it run again. */
    hold: () => {
      const stopped = performance.now();
      heldAt = stopped;
      return () => {
        began -= performance.now() - stopped;
        heldAt = undefined;
      };
    },
    /** Sets a browser's clock before its first page; pages opened later have the same time. */
    installIn: async (context: BrowserContext) => context.clock.install({ time: now() }),
  };
}
