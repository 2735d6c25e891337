/**
 * A line for what Vault gives once in a while only, whoever asks: callers have their turn one
 * after another. Those who only look again make room for those who have seen nothing yet.
 */
import type { Clock } from '../clock.ts';

export type Turns = {
  /** Milliseconds until one who comes for a first look would have their turn. */
  waitMs: (name: string) => number;
  /** Calls when the turn has come; undefined if its caller left before. */
  take: <T>(name: string, turn: Turn<T>) => Promise<T | undefined>;
};

type Turn<T> = {
  call: () => Promise<T>;
  /** Aborted when nobody waits for it any more; a call under way is not stopped by it. */
  left: AbortSignal;
  order: Order;
};

/** In this order; `again` had its turn before, which came to nothing. */
const orders = ['again', 'first look', 'refresh'] as const;
type Order = (typeof orders)[number];

type Waiting = { rank: number; begin: () => void };

type Line = {
  isBusy: boolean;
  freeAt: number;
  waiting: Waiting[];
  timer?: ReturnType<typeof setTimeout>;
};

const mostLines = 1_000;

/** A timer stands still while its machine sleeps, and the clock does not: looked at once a second. */
const lookMs = 1_000;

/** `everyMs` is counted from the end of a call, since nobody knows when Vault began to count. */
export function turns({ clock, everyMs }: { clock: Clock; everyMs: number }): Turns {
  const lines = new Map<string, Line>();

  return {
    waitMs(name) {
      const line = lines.get(name);
      if (line === undefined) return 0;
      return (line.isBusy ? everyMs : untilFree(line)) + before(line, 'first look') * everyMs;
    },
    take(name, { call, left, order }) {
      return new Promise((resolve, reject) => {
        const line = lineOf(name);
        if (left.aborted) return resolve(undefined);
        const begin = () => {
          left.removeEventListener('abort', leave);
          line.isBusy = true;
          // A call that throws before its first wait must not stop the line either.
          Promise.resolve()
            .then(call)
            .then(resolve, reject)
            .finally(() => {
              line.isBusy = false;
              line.freeAt = clock.now() + everyMs;
              goOn(line);
            });
        };
        const leave = () => {
          line.waiting = line.waiting.filter((other) => other.begin !== begin);
          resolve(undefined);
        };
        left.addEventListener('abort', leave, { once: true });
        line.waiting.splice(before(line, order), 0, { rank: orders.indexOf(order), begin });
        goOn(line);
      });
    },
  };

  function goOn(line: Line) {
    clearTimeout(line.timer);
    if (line.isBusy || line.waiting.length === 0) return;
    const restMs = untilFree(line);
    if (restMs === 0) line.waiting.shift()?.begin();
    else line.timer = setTimeout(() => goOn(line), Math.min(restMs, lookMs));
  }

  /** How many stand before one who comes now. */
  function before({ waiting }: Line, order: Order): number {
    const rank = orders.indexOf(order);
    return waiting.filter((one) => one.rank <= rank).length;
  }

  function untilFree(line: Line): number {
    const now = clock.now();
    // A clock that was put back must not close the line for as long.
    line.freeAt = Math.min(line.freeAt, now + everyMs);
    return Math.max(0, line.freeAt - now);
  }

  function lineOf(name: string): Line {
    const known = lines.get(name);
    if (known !== undefined) return known;
    if (lines.size >= mostLines) sweep();
    const made: Line = { isBusy: false, freeAt: -Infinity, waiting: [] };
    lines.set(name, made);
    return made;
  }

  function sweep() {
    for (const [name, line] of lines) {
      if (!line.isBusy && line.waiting.length === 0 && untilFree(line) === 0) lines.delete(name);
    }
  }
}
