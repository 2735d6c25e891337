/** Waiting that can be cut short. */
import type { Clock } from './state.ts';

/** A timer holds 24 days at most, and fires at once beyond. */
const longestMs = 86_400_000;

export function pauses(clock: Clock) {
  let resting: AbortController | undefined;
  return {
    wake: () => resting?.abort(),
    rest: async (ms: number, signal: AbortSignal): Promise<void> => {
      if (signal.aborted) return;
      resting = new AbortController();
      const most = Math.min(Math.max(0, ms), longestMs);
      await clock.sleep(most, AbortSignal.any([resting.signal, signal]));
    },
  };
}
