/** The one timer that makes times on screen tick. */
import { type RefCallback, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    // Nobody sees a hidden tab tick, and its timers cost the viewer's battery.
    if (document.visibilityState === 'visible') for (const tick of listeners) tick();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * What a moving moment says right now, such as `4 min ago`. Read once a second, painted only when
 * the words change: an hour-long countdown costs one render a minute.
 */
export function useTicking<T extends string | number | boolean>(read: () => T): T {
  return useSyncExternalStore(subscribe, read);
}

/**
 * The same for the many rows of a table: the `ref` of an element that React leaves empty. Its text
 * is written as it appears and when the words change, without a render: fifty running jobs cost a
 * render each and every second otherwise, which is more than all the rest of a watched page.
 */
export function tickingText(read: () => string): RefCallback<HTMLElement> {
  let shown: string | undefined;
  return ticking((element) => {
    const words = read();
    if (words === shown) return;
    shown = words;
    element.textContent = words;
  });
}

/** As `tickingText`, for more than a text: `paint` is called once a second, and changes what differs. */
export function ticking<E extends Element>(paint: (element: E) => void): RefCallback<E> {
  return (element) => {
    if (element === null) return undefined;
    paint(element);
    return subscribe(() => paint(element));
  };
}
