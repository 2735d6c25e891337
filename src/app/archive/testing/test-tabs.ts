/**
 * For tests: the locks and channels that a browser's tabs share, and tabs that can stand still as
 * in a debugger. A tab that stands still keeps its lock, and does what is due once it goes on.
 */
import type { Clock } from '../clock.ts';
import type { AnyMessage, Channel, Locks, Options } from '../tab-leader.ts';

type Holder = { isStolen: boolean; reject: (cause: Error) => void };
type Waiting = () => void;
type Browser = {
  holder: Holder | undefined;
  queue: Waiting[];
  listeners: Set<(message: AnyMessage) => void>;
};

export type TestTab = Pick<Options, 'locks' | 'openChannel' | 'clock'> & {
  /** Resolves at once, or when the tab goes on. */
  running: () => Promise<void>;
  setFrozen: (isFrozen: boolean) => void;
  isFrozen: () => boolean;
};

export function createTestTabs(clock: Clock) {
  const browser: Browser = { holder: undefined, queue: [], listeners: new Set() };
  return { open: (): TestTab => openTab(browser, clock) };
}

function openTab(browser: Browser, clock: Clock): TestTab {
  let isFrozen = false;
  let waiting: (() => void)[] = [];
  const running = async (): Promise<void> => {
    if (!isFrozen) return;
    await new Promise<void>((resolve) => waiting.push(resolve));
    await running();
  };
  return {
    running,
    isFrozen: () => isFrozen,
    setFrozen: (next) => {
      isFrozen = next;
      const resolved = waiting;
      waiting = [];
      for (const resolve of resolved) resolve();
    },
    clock: {
      now: clock.now,
      sleep: async (ms, signal) => {
        await clock.sleep(ms, signal);
        await running();
      },
    },
    locks: createLocks(browser, running),
    openChannel: () => openChannel(browser, running),
  };
}

/** One lock, whatever its name. */
function createLocks(browser: Browser, running: () => Promise<void>): Locks {
  const grantNext = () => {
    browser.holder = undefined;
    browser.queue.shift()?.();
  };
  const hold = async (callback: () => Promise<void>): Promise<void> => {
    let holder: Holder | undefined;
    const stolen = new Promise<never>((_, reject) => {
      holder = { isStolen: false, reject };
    });
    const own = holder;
    browser.holder = own;
    try {
      const work = running().then(callback);
      return await Promise.race([
        work,
        stolen.catch(async (cause: unknown) => {
          await running();
          throw cause;
        }),
      ]);
    } finally {
      if (browser.holder === own) grantNext();
    }
  };
  const request: Locks['request'] = async (_name, { signal, steal }, callback) => {
    await running();
    if (steal === true) {
      browser.holder?.reject(new DOMException('Stolen.', 'AbortError'));
      return hold(callback);
    }
    if (browser.holder !== undefined) {
      await new Promise<void>((resolve, reject) => {
        browser.queue.push(resolve);
        signal?.addEventListener('abort', () => {
          browser.queue = browser.queue.filter((one) => one !== resolve);
          reject(new DOMException('Aborted.', 'AbortError'));
        });
      });
    }
    return hold(callback);
  };
  return { request };
}

function openChannel({ listeners }: Browser, running: () => Promise<void>): Channel {
  let listener: ((message: AnyMessage) => void) | undefined;
  return {
    post: (message) => {
      for (const other of listeners) if (other !== listener) other(structuredClone(message));
    },
    listen: (onMessage) => {
      listener = (message) => void running().then(() => onMessage(message));
      listeners.add(listener);
    },
    close: () => {
      if (listener !== undefined) listeners.delete(listener);
    },
  };
}
