/**
 * The one place in the app that asks what time it is, and the one timer that makes times tick.
 * Vault's clock and this device's may differ; ages of data are measured on ours, and everything
 * about jobs on Vault's.
 */
import { useSyncExternalStore } from 'react';

/** This device's clock, in milliseconds. */
export function deviceNow(): number {
  return Date.now();
}

let aheadMs = 0;

/** Vault's clock as its latest answers told it, in milliseconds. */
export function vaultNow(): number {
  return Date.now() + aheadMs;
}

/** Date and Age count whole seconds each, and the network takes its time. */
const doubtMs = 2_500;

/**
 * Takes over how far Vault's clock is ahead. A difference within the doubt says nothing and would
 * only make times twitch.
 */
export function followVaultClock(skewMs: number): void {
  if (Math.abs(skewMs - aheadMs) < doubtMs) return;
  aheadMs = Math.abs(skewMs) < doubtMs ? 0 : skewMs;
}

export function vaultClockAheadMs(): number {
  return aheadMs;
}

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
