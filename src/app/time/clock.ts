/**
 * The one place in the app that asks what time it is. Vault's clock and this device's may differ:
 * ages of data are measured on ours, and everything about jobs on Vault's.
 */

let read = () => Date.now();

/** This device's clock, in milliseconds. */
export function deviceNow(): number {
  return read();
}

let aheadMs = 0;

/**
 * Runs where a server draws, with clocks that stand still: the moment of the drawing on the server's,
 * and how far Vault's is ahead of that.
 */
export function withClocks<T>({ now, skewMs }: { now: number; skewMs: number }, run: () => T): T {
  const before = { read, aheadMs };
  read = () => now;
  aheadMs = 0;
  followVaultClock(skewMs);
  try {
    return run();
  } finally {
    ({ read, aheadMs } = before);
  }
}

/** Vault's clock as its latest answers told it, in milliseconds. */
export function vaultNow(): number {
  return onVaultClock(read());
}

/**
 * A moment of this device's clock, in milliseconds, as Vault's clock shows it. A moment that we
 * measured, such as that of an answer, is shown so: beside it are the times of jobs, which are on
 * Vault's clock.
 */
export function onVaultClock(deviceMs: number): number {
  return deviceMs + aheadMs;
}

/** Date and Age count whole seconds each, and the network takes its time. */
const doubtMs = 2_500;

/**
 * Takes over how far Vault's clock is ahead. A difference within the doubt says nothing and would
 * only make displayed times jump.
 */
export function followVaultClock(skewMs: number): void {
  aheadMs = followedMs(aheadMs, skewMs);
}

/** The same for whichever Vault's clock. */
export function followedMs(before: number, skewMs: number): number {
  if (Math.abs(skewMs - before) < doubtMs) return before;
  return Math.abs(skewMs) < doubtMs ? 0 : skewMs;
}

export function vaultClockAheadMs(): number {
  return aheadMs;
}
