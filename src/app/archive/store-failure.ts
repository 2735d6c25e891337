/** Why a store keeps nothing any more: once it has failed, it does so until the page is loaded again. */
import { TimeLimitError } from './clock.ts';

export type Failure = ReturnType<typeof createFailure>;

export function createFailure() {
  let reason: string | undefined;
  const failed = new AbortController();
  return {
    signal: failed.signal,
    reason: () => reason,
    fail: (why: string) => {
      reason ??= why;
      failed.abort();
    },
  };
}

/** What failed, in words for a person. */
export function reasonOf(cause: unknown, attempted: 'opened' | 'read or written'): string {
  if (cause instanceof TimeLimitError) return 'This browser’s storage doesn’t answer.';
  return cause instanceof Error && cause.name === 'QuotaExceededError'
    ? 'This browser’s storage is full.'
    : `This browser’s storage can’t be ${attempted}.`;
}
