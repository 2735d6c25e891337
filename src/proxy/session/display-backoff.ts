/**
 * How a display's account goes on after sign-ins that failed. Nobody watches it, and screens ask
 * every few seconds: left to them, a wrong password would lock the account within a minute.
 */
import { ownError, VaultError } from '#contract/envelope.ts';
import { withoutFullStop } from '#contract/trimmed-end.ts';

import type { Clock } from '../clock.ts';
import { isNotOfPassword } from './limited-sign-in.ts';
import type { SignInBackoff } from './service-account.ts';

const second = 1_000;
const minute = 60 * second;

/** Vault could not be asked, or did not decide: this does not count against the account. */
const undecidedMs = [15 * second, 30 * second, minute, 2 * minute];

/** What an admin puts right in Vault, Jobwatch notices within the hour. */
const decidedMs = [minute, 15 * minute, 60 * minute];

/**
 * Vault locks an account after five wrong passwords, and nobody says that it ever forgets one
 * (docs/vault-api.md §4). So after the third there is no fourth: two are left to people, and to a
 * restart. The password is not going to change before Jobwatch is restarted anyway.
 */
const wrongMs = [minute, 15 * minute, Infinity];

/** To ask Jobwatch costs nothing, and once its account works again a screen should soon show it. */
const longestRetrySeconds = 60;

type Sort = 'undecided' | 'decided' | 'wrong';

type Options = { clock: Clock; onFailed?: (failure: { type: string; waitMs: number }) => void };

export function createDisplayBackoff({ clock, onFailed }: Options): SignInBackoff {
  let last: { shown: VaultError; at: number; waitMs: number } | undefined;
  const counts: Record<Sort, number> = { undecided: 0, decided: 0, wrong: 0 };

  return {
    refusal() {
      const leftMs = last === undefined ? 0 : last.at + last.waitMs - clock.now();
      if (last === undefined || leftMs <= 0) return undefined;
      // A clock that was put back must not keep it waiting for as long.
      if (leftMs > last.waitMs) last.at = clock.now();
      return withRetry(last.shown, leftMs);
    },
    onFailed: note,
    onShortLived() {
      note(ownError('DISPLAY_SIGNED_OUT', 'Vault ends its sessions as soon as they begin.'));
    },
    onSignedIn() {
      last = undefined;
      Object.assign(counts, { undecided: 0, decided: 0, wrong: 0 });
    },
  };

  function note(error: unknown): VaultError {
    const sort = sortOf(error);
    const waits = { undecided: undecidedMs, decided: decidedMs, wrong: wrongMs }[sort];
    counts[sort] += 1;
    // An outage that is over says nothing about the next; a wrong password still counts at Vault.
    if (sort !== 'undecided') counts.undecided = 0;
    const ownMs = waits[Math.min(counts[sort], waits.length) - 1] ?? Infinity;
    const askedMs = error instanceof VaultError ? (error.retryAfterSeconds ?? 0) * second : 0;
    const waitMs = Math.max(ownMs, askedMs);
    const shown = shownError(error, { sort, isLast: waitMs === Infinity });
    last = { shown, at: clock.now(), waitMs };
    onFailed?.({ type: error instanceof VaultError ? error.type : 'UNEXPECTED_ERROR', waitMs });
    return withRetry(shown, waitMs);
  }
}

function sortOf(error: unknown): Sort {
  const isUndecided =
    !(error instanceof VaultError) || ['unreachable', 'slow-down'].includes(error.kind);
  if (isUndecided) return 'undecided';
  return isNotOfPassword(error.type) ? 'decided' : 'wrong';
}

/** Where Vault can't be asked, what any viewer would be shown; never that somebody has to sign in. */
function shownError(error: unknown, { sort, isLast }: { sort: Sort; isLast: boolean }): VaultError {
  if (!(error instanceof VaultError)) {
    return ownError('DISPLAY_SIGNED_OUT', 'Its sign-in failed inside Jobwatch.');
  }
  if (sort === 'undecided' && error.type !== 'TOO_MANY_ATTEMPTS') return error;
  const said = withoutFullStop(error.message) || error.type;
  const message = isLast
    ? `${said}. Five wrong passwords would lock the account, so Jobwatch tries no more until it is restarted.`
    : `${said}.`;
  return ownError('DISPLAY_SIGNED_OUT', message);
}

function withRetry(error: VaultError, leftMs: number): VaultError {
  return error.withRetryAfter(Math.min(longestRetrySeconds, Math.ceil(leftMs / second)));
}
