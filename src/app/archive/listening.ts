/** Tells listeners that something changed, ten times a second at most: a reader may sort all rows. */
import type { Clock } from './state.ts';

const quietMs = 100;

export function listening(clock: Clock) {
  const listeners = new Set<() => void>();
  const never = new AbortController().signal;
  let isTelling = false;

  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    tell: () => {
      if (isTelling || listeners.size === 0) return;
      isTelling = true;
      void clock.sleep(quietMs, never).then(() => {
        isTelling = false;
        for (const listener of listeners) listener();
      });
    },
  };
}
