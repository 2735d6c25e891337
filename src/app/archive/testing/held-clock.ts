import { expect } from 'vitest';

import type { Clock } from '../clock.ts';

/** For tests in a browser: a clock on which nobody waits any longer than the test lets them. */
export function createHeldClock() {
  const sleeping = new Set<() => void>();
  const clock: Clock = {
    now: () => 0,
    sleep: async (_, signal) =>
      new Promise<void>((resolve) => {
        sleeping.add(resolve);
        signal.addEventListener('abort', () => {
          sleeping.delete(resolve);
          resolve();
        });
      }),
  };
  /** Lets as much time pass as something waits for. */
  const passUntil = async <T>(work: Promise<T>): Promise<T> => {
    let isDone = false;
    void work.finally(() => (isDone = true));
    await expect
      .poll(() => {
        for (const resolve of sleeping) resolve();
        sleeping.clear();
        return isDone;
      })
      .toBe(true);
    return work;
  };
  return { clock, passUntil };
}
