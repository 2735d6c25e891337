/** The one clock of a test: of its Vault and its server, and what its browsers are set by. */
import type { BrowserContext } from '@playwright/test';

export type TestClock = ReturnType<typeof clockFrom>;

/** Begins at a moment and runs on from there, whatever the machine's clock says or is set to. */
export function clockFrom(at: string) {
  let began = Date.parse(at) - performance.now();
  if (Number.isNaN(began)) throw new RangeError(`Not a moment: ${at}`);
  let heldAt: number | undefined;
  const now = () => Math.floor(began + (heldAt ?? performance.now()));
  return {
    now,
    advance: (milliseconds: number) => {
      began += milliseconds;
    },
    /** Stops it; the result lets it go on. */
    hold: () => {
      const stopped = performance.now();
      heldAt = stopped;
      return () => {
        began -= performance.now() - stopped;
        heldAt = undefined;
      };
    },
    /** For a browser before its first page: in pages opened later, its clock agrees. */
    setIn: async (context: BrowserContext) => context.clock.install({ time: now() }),
  };
}
