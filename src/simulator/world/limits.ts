/** Limits on the number of calls (docs/vault-api.md §6). */
import { minute } from '../clock.ts';

export type Burst = {
  /** Calls by all users in one window. */
  limit: number;
  windowMs: number;
  /** Real milliseconds by which each answer is delayed once the window is used up. */
  delayMs: number;
};

/** Counts calls in fixed windows that all callers of a Vault share. */
export function createBurstCounter(burst: Burst, now: () => number) {
  let window = -1;
  let count = 0;
  return () => {
    const current = Math.floor(now() / burst.windowMs);
    count = current === window ? count + 1 : 1;
    window = current;
    return { remaining: Math.max(0, burst.limit - count), exceeded: count > burst.limit };
  };
}

/** Allows one call per name and period, whoever makes it. */
export function createPeriodLimit(periodMs: () => number, now: () => number) {
  const last = new Map<string, number>();
  return (name: string): boolean => {
    const since = now() - (last.get(name) ?? -Infinity);
    if (since >= 0 && since < periodMs()) return false;
    if (last.size > 10_000) last.clear();
    last.set(name, now());
    return true;
  };
}

/** Allows a number of calls per name and minute. */
export function createMinuteLimit(limit: number, now: () => number) {
  const counts = new Map<string, number>();
  let window = -1;
  return (name: string): boolean => {
    const current = Math.floor(now() / minute);
    if (current !== window) counts.clear();
    window = current;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count <= limit;
  };
}
