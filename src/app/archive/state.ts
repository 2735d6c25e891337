/** What the archive says of itself, and what is said to it. */
import type { VaultError } from '#contract/envelope.ts';
import type { Instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import type { Told } from './call-budget.ts';
import type { Coverage } from './crawl/coverage.ts';
import type { Store } from './store.ts';

export type Doing =
  | { kind: 'opening' | 'reading' | 'checking' | 'resting' | 'paused' }
  /** Another tab of the same user reads; this one shows what it reads. */
  | { kind: 'following' }
  /** For the budget's next window, for Vault to be back, or for a newer answer. */
  | { kind: 'waiting'; why: 'budget' | 'trouble' | 'answer'; untilMs: number }
  /** Until `resume`: see `error`. */
  | { kind: 'stopped' };

export type ArchiveState = {
  coverage: Coverage;
  doing: Doing;
  /** The latest failure that no answer has followed. */
  error: VaultError | undefined;
  calls: number;
  rowsPerSecond: number;
  /** Jobs that left the monitors and have not been found yet. */
  sought: number;
  keeps: ReturnType<Store['keeps']>;
};

/** What a screen has read: the newest finished jobs, without any filter. */
export type Noticed = Told & { jobs: readonly Job[]; total: number | undefined; asOf: Instant };

export type Clock = {
  now: () => number;
  /** Ends early, without an error, when the signal is aborted. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
};
