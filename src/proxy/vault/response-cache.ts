/**
 * Replies of Vault that may be sent again: good ones for a moment, final refusals for longer. They
 * are bounded in number and bytes; the least recently used one goes first.
 */
import { LRUCache } from 'lru-cache';

import type { Clock } from '../clock.ts';
import type { Reply } from './reply.ts';

type Entry = { reply: Reply; freshUntil: number; keptUntil: number };

export type ResponseCache = {
  /** A reply that is still good enough to be sent as it is. */
  fresh: (key: string) => Reply | undefined;
  /** The last good reply, as long as it may be shown with its age. */
  last: (key: string) => Reply | undefined;
  /** The same, unless it is known to be out of date. */
  standIn: (key: string) => Reply | undefined;
  set: (key: string, reply: Reply, times: { freshMs: number; keptMs: number }) => void;
  /** Nothing under this prefix is fresh or stands in any more. */
  expire: (prefix: string) => void;
};

/** Marks an entry that a later write made out of date. */
const outOfDate = 0;

type Options = { clock: Clock; maxBytes?: number; maxEntries?: number; sweepMs?: number };

export function createResponseCache({
  clock,
  maxBytes = 64 * 1024 * 1024,
  maxEntries = 2_000,
  sweepMs = 10_000,
}: Options): ResponseCache {
  const entries = new LRUCache<string, Entry>({
    max: maxEntries,
    maxSize: maxBytes,
    sizeCalculation: ({ reply }) => Math.max(1, reply.body.length),
  });
  let swept = clock.now();

  return {
    fresh(key) {
      const entry = entries.get(key);
      return entry !== undefined && entry.freshUntil > clock.now() ? entry.reply : undefined;
    },
    last(key) {
      const entry = entries.get(key);
      return entry !== undefined && entry.keptUntil > clock.now() ? entry.reply : undefined;
    },
    standIn(key) {
      return entries.get(key)?.freshUntil === outOfDate ? undefined : this.last(key);
    },
    set(key, reply, { freshMs, keptMs }) {
      sweep();
      const { at } = reply;
      entries.set(key, { reply, freshUntil: at + freshMs, keptUntil: at + keptMs });
    },
    expire(prefix) {
      for (const [key, entry] of entries.entries()) {
        if (key.startsWith(prefix)) entry.freshUntil = outOfDate;
      }
    },
  };

  /** By our own clock: the library's own expiry takes a start at 0 for none. */
  function sweep() {
    const now = clock.now();
    if (now - swept < sweepMs) return;
    swept = now;
    for (const [key, { keptUntil }] of entries.entries()) {
      if (keptUntil <= now) entries.delete(key);
    }
  }
}
