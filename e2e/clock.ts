/**
 * The one clock of a test: for its Vault, its server and its browsers. It is not the unit tests'
 * manual clock, as it has to run: a browser's timers wait for real time to pass.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { hrtime } from 'node:process';

import type { BrowserContext } from '@playwright/test';

export type TestClock = ReturnType<typeof createTestClock>;

/** Starts at an instant and runs from there, independently of the machine's clock. */
export function createTestClock(at: string) {
  let began = Date.parse(at) - performance.now();
  if (Number.isNaN(began)) throw new RangeError(`Not an instant: ${at}`);
  let heldAt: number | undefined;
  let putBack = 0;
  let file: number | undefined;
  const now = () => Math.floor(began + (heldAt ?? performance.now()));
  const publish = () => {
    if (file === undefined) return;
    const read = Number(hrtime.bigint()) / 1e6;
    const state = [now(), read, heldAt === undefined ? 1 : 0, putBack];
    writeSync(file, new Uint8Array(Float64Array.from(state).buffer), 0, undefined, 0);
  };
  return {
    now,
    /** The server's, which may be put back while its monotonic one goes on. */
    ofServer: { now: () => now() - putBack, monotonic: now },
    advance: (milliseconds: number) => {
      began += milliseconds;
      publish();
    },
    /** Stops it; call the result to let it run again. */
    hold: () => {
      const stopped = performance.now();
      heldAt = stopped;
      publish();
      return () => {
        began -= performance.now() - stopped;
        heldAt = undefined;
        publish();
      };
    },
    putServerBack: (milliseconds: number) => {
      putBack += milliseconds;
      publish();
    },
    /** Writes it into a file, which a process that was started with `followClock` reads. */
    publishTo: (path: string) => {
      file = openSync(path, 'w+');
      publish();
      return () => {
        if (file !== undefined) closeSync(file);
        file = undefined;
      };
    },
    /** Sets a browser's clock before its first page; pages opened later have the same time. */
    installIn: async (context: BrowserContext) => context.clock.install({ time: now() }),
  };
}

/**
 * Makes both clocks of a process those of a file. The process receives it as text, so it uses
 * nothing from outside of itself; `hrtime` counts from the same moment in all processes.
 */
export function followClock(path: string): void {
  const { openSync, readSync } = process.getBuiltinModule('node:fs');
  const file = openSync(path, 'r');
  const state = new Float64Array(4);
  const bytes = new Uint8Array(state.buffer);
  const read = () => {
    readSync(file, bytes, 0, bytes.length, 0);
    const [at = 0, readAt = 0, runs = 0, putBack = 0] = state;
    const now = at + runs * (Number(process.hrtime.bigint()) / 1e6 - readAt);
    return { now, date: Math.floor(now - putBack) };
  };
  performance.now = () => read().now;
  globalThis.Date = new Proxy(Date, {
    construct: (date, values: unknown[], target) =>
      Reflect.construct(date, values.length === 0 ? [read().date] : values, target),
    apply: (date) => new date(read().date).toString(),
    get: (date, key) => (key === 'now' ? () => read().date : Reflect.get(date, key)),
  });
}
