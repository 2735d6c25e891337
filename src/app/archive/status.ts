/** What the archive says about itself, and how its listeners learn of it. */
import type { VaultError } from '#contract/envelope.ts';
import type { Fault } from '#contract/fault.ts';

import type { Clock } from './clock.ts';
import type { Coverage } from './crawl/coverage.ts';
import type { HeldUp } from './requests/call-budget.ts';
import type { Store } from './store.ts';
import type { LeaderState } from './tab-leader.ts';

export type Activity =
  | { kind: 'opening' | 'reading' | 'checking' | 'idle' | 'paused' }
  /** Another tab of the same user reads; this one shows what it reads. */
  | { kind: 'following'; leader: LeaderState }
  /** For calls to be allowed, for Vault to be back, or for a newer answer; on its own clock. */
  | { kind: 'waiting'; why: HeldUp['why'] | 'failure' | 'newer-answer'; untilMs: number }
  /** Until `resume`; `error` says why. */
  | { kind: 'stopped' };

export type ArchiveState = {
  coverage: Coverage;
  activity: Activity;
  /** An earlier visit has read the whole history; while `opening` its rows are being loaded. */
  hasStoredHistory: boolean;
  /** The latest failure, until a request succeeds again. */
  error: VaultError | undefined;
  calls: number;
  /** How long the rest of the first reading takes; undefined where nothing shows it. */
  leftMs: number | undefined;
  /** What Vault warned of since the history was last complete: rows may be missing. */
  warnings: readonly Fault[];
  /** How many jobs left the monitors and have not been found yet. */
  departed: number;
  persistence: ReturnType<Store['persistence']>;
};

/** A reader may sort all rows on each change. */
const notifyEveryMs = 100;

/**
 * Calls its listeners after a change, at once but ten times a second at most; two may follow each
 * other, as a change of which nobody sees anything must not hold up the first rows.
 */
export function createNotifier(clock: Clock) {
  const listeners = new Set<() => void>();
  const never = new AbortController().signal;
  let isScheduled = false;
  let notifiedMs: readonly [lastButOne: number, last: number] = [-Infinity, -Infinity];

  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    notify: () => {
      if (isScheduled || listeners.size === 0) return;
      isScheduled = true;
      const waitMs = Math.max(0, notifiedMs[0] + 2 * notifyEveryMs - clock.now());
      void clock.sleep(Math.min(waitMs, 2 * notifyEveryMs), never).then(() => {
        isScheduled = false;
        notifiedMs = [notifiedMs[1], clock.now()];
        for (const listener of listeners) listener();
      });
    },
  };
}
