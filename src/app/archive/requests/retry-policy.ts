/** What to do after a failed request: wait and retry, read without the filter, or stop. */
import { isOwnFault, ownError, VaultError } from '#contract/envelope.ts';

const shortestMs = 2_000;
const longestMs = 60_000;
const slowDownMs = 30_000;

export function createRetryPolicy(random: () => number) {
  let error: VaultError | undefined;
  let untilMs = 0;
  let failures = 0;
  let hasGivenUp = false;

  function delayMs({ kind, retryAfterSeconds }: VaultError): number {
    const requestedMs = (retryAfterSeconds ?? 0) * 1_000;
    if (kind === 'slow-down') return requestedMs === 0 ? slowDownMs : requestedMs;
    // Jitter, so that tabs and users who lost the connection together don't return together.
    const backoffMs = Math.min(longestMs, shortestMs * 2 ** (failures - 1));
    return Math.max(requestedMs, backoffMs * (0.75 + random() / 2));
  }

  return {
    onFailure: (
      cause: unknown,
      at: { now: number; isFiltered: boolean },
    ): 'drop-filter' | 'wait' | 'stop' => {
      const failure =
        cause instanceof VaultError
          ? cause
          : ownError('VAULT_UNREADABLE', 'The answer could not be processed.');
      // Only Vault knows its filter: our own refusals are about the session or the setting.
      const isByVault = failure.kind === 'refused' && !isOwnFault(failure.type);
      if (isByVault && at.isFiltered) return 'drop-filter';
      error = failure;
      failures += 1;
      hasGivenUp = ['sign-in', 'no-right', 'refused'].includes(failure.kind);
      untilMs = hasGivenUp ? 0 : at.now + delayMs(failure);
      return hasGivenUp ? 'stop' : 'wait';
    },
    onSuccess: () => {
      error = undefined;
      failures = 0;
      hasGivenUp = false;
    },
    /** A wait for another reason than a failure. */
    waitUntil: (ms: number) => {
      untilMs = ms;
    },
    error: () => error,
    untilMs: () => untilMs,
    hasGivenUp: () => hasGivenUp,
  };
}
