/** What to do about failed readings: wait and ask again, read without the filter, or stop. */
import { ownError, VaultError } from '#contract/envelope.ts';

const shortestMs = 2_000;
const longestMs = 60_000;
const slowDownMs = 30_000;

export function trouble(random: () => number) {
  let error: VaultError | undefined;
  let untilMs = 0;
  let failures = 0;
  let isFinal = false;

  function waitMs({ kind, retryAfterSeconds }: VaultError): number {
    const told = (retryAfterSeconds ?? 0) * 1_000;
    if (kind === 'slow-down') return told === 0 ? slowDownMs : told;
    // Shaken, so that all who lost the connection don't come back as one.
    const backoff = Math.min(longestMs, shortestMs * 2 ** (failures - 1));
    return Math.max(told, backoff * (0.75 + random() / 2));
  }

  return {
    /** `filter`: it is the filter that is refused. */
    met: (
      cause: unknown,
      at: { now: number; isFiltered: boolean },
    ): 'filter' | 'wait' | 'final' => {
      const met =
        cause instanceof VaultError
          ? cause
          : ownError('VAULT_UNREADABLE', 'The answer could not be taken in.');
      if (met.kind === 'refused' && at.isFiltered) return 'filter';
      error = met;
      failures += 1;
      isFinal = met.kind === 'sign-in' || met.kind === 'no-right' || met.kind === 'refused';
      untilMs = isFinal ? 0 : at.now + waitMs(met);
      return isFinal ? 'final' : 'wait';
    },
    passed: () => {
      error = undefined;
      failures = 0;
      isFinal = false;
    },
    rest: (until: number) => {
      untilMs = until;
    },
    error: () => error,
    untilMs: () => untilMs,
    isFinal: () => isFinal,
  };
}
