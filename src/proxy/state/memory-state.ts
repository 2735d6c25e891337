/** Shared state in the memory of one process: bounded, and gone with it. */
import { createHmac, randomBytes } from 'node:crypto';

import { LRUCache } from 'lru-cache';

import type { Clock } from '../clock.ts';
import type { SharedState } from './shared-state.ts';

type Options = {
  clock: Clock;
  /** Whether several use it as if each were a process. */
  isShared?: boolean;
  maxEntries?: number;
  maxBytes?: number;
};

type Entry = { value: string; setAt: number; ttlMs: number };

/** Those used least recently are forgotten first. */
export function createMemoryState({
  clock,
  isShared = false,
  maxEntries = 20_000,
  maxBytes = 32 * 1024 * 1024,
}: Options): SharedState {
  const entries = new LRUCache<string, Entry>({
    max: maxEntries,
    maxSize: maxBytes,
    sizeCalculation: ({ value }) => 100 + value.length,
  });
  const windows = new LRUCache<string, { id: string; at: number }[]>({ max: maxEntries });
  // Names are as long as whoever sends them likes, and nobody is to read them here.
  const secret = randomBytes(32);
  const hash = (key: string) => createHmac('sha256', secret).update(key).digest('base64url');

  const current = (name: string): Entry | undefined => {
    const entry = entries.get(name);
    if (entry === undefined) return undefined;
    // A clock that was put back must not keep it for as long.
    entry.setAt = Math.min(entry.setAt, clock.now());
    return clock.now() - entry.setAt < entry.ttlMs ? entry : undefined;
  };
  const put = (name: string, value: string, ttlMs: number) => {
    entries.set(name, { value, setAt: clock.now(), ttlMs });
  };

  return {
    isShared,
    async get(key) {
      const entry = current(hash(key));
      return entry && { value: entry.value, ageMs: clock.now() - entry.setAt };
    },
    async set(key, value, ttlMs) {
      put(hash(key), value, ttlMs);
    },
    async setIfAbsent(key, value, ttlMs) {
      const name = hash(key);
      if (current(name) !== undefined) return false;
      put(name, value, ttlMs);
      return true;
    },
    async hold(key, token, ttlMs) {
      const name = hash(key);
      const holder = current(name)?.value ?? token;
      if (holder === token) put(name, token, ttlMs);
      return holder;
    },
    async release(key, token) {
      const name = hash(key);
      if (current(name)?.value === token) entries.delete(name);
    },
    async admit(key, { id, most, windowMs }) {
      const name = hash(key);
      const now = clock.now();
      const counted = (windows.get(name) ?? []).filter(({ at }) => at > now - windowMs);
      const first = counted.at(-most);
      if (first !== undefined) return Math.min(windowMs, first.at + windowMs - now);
      windows.set(name, [...counted, { id, at: now }]);
      return 0;
    },
    async withdraw(key, id) {
      const name = hash(key);
      const left = (windows.get(name) ?? []).filter((one) => id !== undefined && one.id !== id);
      if (left.length === 0) windows.delete(name);
      else windows.set(name, left);
    },
    isUp: () => true,
    downMs: () => 0,
    onReconnected() {},
    close() {},
  };
}
