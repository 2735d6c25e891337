/** Answers kept for a moment, bounded in number and bytes; the longest unasked go first. */
import type { Clock } from '../clock.ts';
import type { Reply } from './reply.ts';

type Entry = { reply: Reply; freshUntil: number; keptUntil: number };

export type Kept = {
  /** An answer still good enough to be given as it is. */
  fresh: (key: string) => Reply | undefined;
  /** The last good answer, however old it may be given with its age. */
  last: (key: string) => Reply | undefined;
  /** The same, unless it is known to be out of date. */
  standIn: (key: string) => Reply | undefined;
  keep: (key: string, reply: Reply, times: { freshMs: number; keptMs: number }) => void;
  /** Nothing under this prefix is fresh any more. */
  expire: (prefix: string) => void;
};

/** Fresh until before there was any: a write has come after it. */
const overtaken = 0;

type Options = { clock: Clock; mostBytes?: number; mostEntries?: number; sweepMs?: number };

export function kept({
  clock,
  mostBytes = 64 * 1024 * 1024,
  mostEntries = 2_000,
  sweepMs = 10_000,
}: Options): Kept {
  // A Map goes through its keys in the order in which they were put in.
  const entries = new Map<string, Entry>();
  let size = 0;
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
      const entry = entries.get(key);
      return entry !== undefined && entry.freshUntil > overtaken ? this.last(key) : undefined;
    },
    keep(key, reply, { freshMs, keptMs }) {
      drop(key);
      entries.set(key, {
        reply,
        freshUntil: reply.at + freshMs,
        keptUntil: reply.at + keptMs,
      });
      size += reply.body.length;
      sweep();
      for (const oldest of entries.keys()) {
        if (size <= mostBytes && entries.size <= mostEntries) return;
        drop(oldest);
      }
    },
    expire(prefix) {
      for (const [key, entry] of entries) {
        if (key.startsWith(prefix)) entries.set(key, { ...entry, freshUntil: overtaken });
      }
    },
  };

  function drop(key: string) {
    size -= entries.get(key)?.reply.body.length ?? 0;
    entries.delete(key);
  }

  function sweep() {
    const now = clock.now();
    if (now - swept < sweepMs) return;
    swept = now;
    for (const [key, { keptUntil }] of entries) if (keptUntil <= now) drop(key);
  }
}
