import { deviceNow } from '../time/clock.ts';

export type Clock = {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Ends early, without an error, when the signal is aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
};

export const deviceClock: Clock = {
  now: deviceNow,
  sleep: async (ms, signal) =>
    new Promise<void>((resolve) => {
      if (signal.aborted) return resolve();
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end);
    }),
};

/** A browser's timer holds 24 days at most, and fires at once beyond that. */
const longestMs = 86_400_000;

/** A wait that can be cut short. */
export function createPause(clock: Clock) {
  let waiting: AbortController | undefined;
  return {
    wake: () => waiting?.abort(),
    wait: async (ms: number, signal: AbortSignal): Promise<void> => {
      if (signal.aborted) return;
      waiting = new AbortController();
      const sleepMs = Math.min(Math.max(0, ms), longestMs);
      await clock.sleep(sleepMs, AbortSignal.any([waiting.signal, signal]));
    },
  };
}

/** A hidden tab paints nothing. */
const longestFrameMs = 100;

/** Resolves once the browser has painted what has changed. */
export async function painted(clock: Clock): Promise<void> {
  const ended = new AbortController();
  const frame = new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });
  await Promise.race([frame, clock.sleep(longestFrameMs, ended.signal)]);
  ended.abort();
}

/** Something took longer than it was allowed. */
export class TimeLimitError extends Error {}

const stepMs = 1_000;

/**
 * Rejects with a TimeLimitError if it takes longer. Second by second: a machine that slept finds
 * one timer due when it wakes, and what was under way then still has time to end.
 */
export async function limited<T>(work: Promise<T>, clock: Clock, ms: number): Promise<T> {
  const ended = new AbortController();
  const late = async (): Promise<never> => {
    for (let left = ms; left > 0 && !ended.signal.aborted; left -= stepMs) {
      await clock.sleep(Math.min(left, stepMs), ended.signal);
    }
    throw new TimeLimitError();
  };
  return Promise.race([work, late()]).finally(() => ended.abort());
}
