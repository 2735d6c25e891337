/** What runs inside of a page that is measured: it tells when something is painted. */
import type { BrowserContext } from '@playwright/test';

export type Probe = {
  /** When this was first true and painted, in milliseconds since the page was asked for. */
  until: (isSo: () => boolean) => Promise<number>;
  /** Milliseconds from now, or from the next press of a key, until it is so. */
  after: (act: (() => void) | 'key', isSo: () => boolean) => Promise<number>;
  /** When a body of a table first had 50 rows. */
  filled: Promise<number>;
  /** What the pager of History says. */
  total: () => string | undefined;
  /** When the first database was asked for. */
  openedAt: number | undefined;
  /** Tasks over 50 ms, as start and length. */
  tasks: { at: number; ms: number }[];
  /** How far what was on screen moved by itself so far, all added up. */
  shift: () => number;
  /** Resolves once the page has had nothing to do for some frames. */
  idle: () => Promise<void>;
  /** Forgets the tasks until now. */
  calm: () => void;
  /** Lets what a key press leads to be waited for by the next call. */
  pending: Promise<number> | undefined;
};

declare global {
  var probe: Probe;
}

export async function installProbe(context: BrowserContext): Promise<void> {
  await context.addInitScript(install);
}

/** Sent to the page as text: it may use nothing from outside. */
function install() {
  performance.setResourceTimingBufferSize(5_000);
  const tasks: Probe['tasks'] = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      tasks.push({ at: startTime, ms: duration });
    }
  }).observe({ type: 'longtask' });

  let shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      // TypeScript does not know this kind of entry.
      if ('value' in entry && typeof entry.value === 'number') shift += entry.value;
    }
  }).observe({ type: 'layout-shift', buffered: true });

  const until: Probe['until'] = (isSo) =>
    new Promise((resolve) => {
      const look = () => {
        if (!isSo()) return false;
        observer.disconnect();
        // After the next frame has been painted.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => resolve(performance.now()));
          port1.start();
          port2.postMessage(undefined);
        });
        return true;
      };
      const observer = new MutationObserver(look);
      if (look()) return;
      observer.observe(document, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
    });

  const after: Probe['after'] = async (act, isSo) => {
    if (act !== 'key') {
      const began = performance.now();
      act();
      return (await until(isSo)) - began;
    }
    const began = await new Promise<number>((resolve) => {
      const hear = ({ timeStamp }: Event) => resolve(timeStamp);
      document.addEventListener('keydown', hear, { capture: true, once: true });
    });
    return (await until(isSo)) - began;
  };

  const idle: Probe['idle'] = () =>
    new Promise((resolve) => {
      let restful = 0;
      const look = (deadline: IdleDeadline) => {
        restful = deadline.timeRemaining() > 10 ? restful + 1 : 0;
        if (restful > 5) resolve();
        else requestIdleCallback(look);
      };
      requestIdleCallback(look);
    });

  const open = indexedDB.open.bind(indexedDB);
  indexedDB.open = (...given) => {
    globalThis.probe.openedAt ??= performance.now();
    return open(...given);
  };

  globalThis.probe = {
    until,
    after,
    idle,
    filled: until(() => [...document.querySelectorAll('tbody')].some((b) => b.rows.length >= 50)),
    total: () => document.querySelector('nav[aria-label="Pages of rows"] span')?.textContent,
    openedAt: undefined,
    tasks,
    shift: () => shift,
    calm: () => tasks.splice(0),
    pending: undefined,
  };
}
