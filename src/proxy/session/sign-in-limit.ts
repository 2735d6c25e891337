/**
 * Counts what failed, by keys such as an address or an account: nobody may try passwords, or the
 * links of displays, through the proxy.
 */
import { createHmac, randomBytes } from 'node:crypto';

import { LRUCache } from 'lru-cache';

import type { Clock } from '../clock.ts';

export type Limit = {
  key: string;
  most: number;
  windowMs: number;
  /** Whether a right password makes the failures before it forgotten. */
  isCleared?: boolean;
};

type Attempt =
  | { kind: 'refused'; waitSeconds: number }
  /** It counts as failed, unless one of the two is called. */
  | {
      kind: 'begun';
      /** It did not fail, or says nothing. Without keys, for all of the limits. */
      forgive: (keys?: string[]) => void;
      succeed: () => void;
    };

export type SignInLimit = (limits: Limit[]) => Attempt;

type Options = { clock: Clock; mostKeys?: number };

/** `mostKeys`: the ones that failed least recently are forgotten first. */
export function createSignInLimit({ clock, mostKeys = 20_000 }: Options): SignInLimit {
  const failures = new LRUCache<string, number[]>({ max: mostKeys });
  // Names are as long as whoever sends them likes, and nobody is to read them here.
  const secret = randomBytes(32);
  const hash = (key: string) => createHmac('sha256', secret).update(key).digest('base64url');

  /** An attempt counts as failed from its start, so that many at once are no way around. */
  return function signInLimit(limits) {
    const now = clock.now();
    const counted = limits.map((limit) => {
      const name = hash(limit.key);
      const times = (failures.get(name) ?? []).filter((at) => at > now - limit.windowMs);
      return { ...limit, name, times };
    });
    const waits = counted.flatMap(({ times, most, windowMs }) => {
      const [free] = times.slice(-most);
      return times.length < most || free === undefined ? [] : [free + windowMs - now];
    });
    if (waits.length > 0) {
      return { kind: 'refused', waitSeconds: Math.ceil(Math.max(...waits) / 1000) };
    }
    for (const { name, times } of counted) failures.set(name, [...times, now]);
    const forgive = (keys = limits.map(({ key }) => key)) => {
      for (const { key, name } of counted) if (keys.includes(key)) remove(name, now);
    };
    return {
      kind: 'begun',
      forgive,
      succeed() {
        forgive();
        for (const { name, isCleared } of counted) if (isCleared) failures.delete(name);
      },
    };
  };

  function remove(name: string, at: number) {
    const times = failures.get(name) ?? [];
    const index = times.indexOf(at);
    if (index === -1) return;
    if (times.length === 1) failures.delete(name);
    else failures.set(name, times.toSpliced(index, 1));
  }
}
