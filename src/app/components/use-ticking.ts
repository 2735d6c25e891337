/** The one timer that makes times on screen tick. */
import { useSyncExternalStore } from 'react';

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
