/**
 * How a display's account goes on after sign-ins that failed. Nobody watches it, and screens ask
 * every few seconds: left to them, a wrong password would lock the account within a minute.
 */
import * as v from 'valibot';

import { ownError, VaultError } from '#contract/envelope.ts';
import { withoutFullStop } from '#contract/trimmed-end.ts';

import type { Clock } from '../clock.ts';
import { ifUp, type SharedState } from '../state/shared-state.ts';
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

type Options = {
  clock: Clock;
  state: SharedState;
  /** With another password everything begins anew. */
  account?: string;
  onFailed?: (failure: { type: string; waitMs: number }) => void;
};

const day = 86_400_000;

/** What all processes know of failed sign-ins. An endless wait is null, as JSON has no infinity. */
const record = v.object({
  counts: v.object({ undecided: v.number(), decided: v.number(), wrong: v.number() }),
  waitMs: v.nullable(v.number()),
  faults: v.array(v.object({ type: v.string(), message: v.string() })),
  isException: v.boolean(),
  httpStatus: v.optional(v.number()),
  downtimeMinutes: v.optional(v.number()),
});

type Known = v.InferOutput<typeof record>;

export function createDisplayBackoff({
  clock,
  state,
  account = '',
  onFailed,
}: Options): SignInBackoff {
  const key = `display backoff ${account}`;
  const startedAt = clock.now();

  return {
    async refusal() {
      const known = await load();
      if (known === undefined) return undefined;
      const { waitMs, ageMs } = known;
      // Whoever has started this process since may have put the password right.
      const isBeforeStart = ageMs > clock.now() - startedAt;
      const leftMs = waitMs === null ? (isBeforeStart ? 0 : Infinity) : waitMs - ageMs;
      return leftMs <= 0 ? undefined : withRetry(shownOf(known), leftMs);
    },
    onFailed: note,
    async onShortLived() {
      await note(ownError('DISPLAY_SIGNED_OUT', 'Vault ends its sessions as soon as they begin.'));
    },
    async onSignedIn() {
      const none = { counts: noCounts, waitMs: 0, faults: [], isException: false };
      await ifUp(save(none));
    },
  };

  async function note(error: unknown): Promise<VaultError> {
    const counts = { ...((await ifUp(load()))?.counts ?? noCounts) };
    const sort = sortOf(error);
    const waits = { undecided: undecidedMs, decided: decidedMs, wrong: wrongMs }[sort];
    counts[sort] += 1;
    // An outage that is over says nothing about the next; a wrong password still counts at Vault.
    if (sort !== 'undecided') counts.undecided = 0;
    const ownMs = waits[Math.min(counts[sort], waits.length) - 1] ?? Infinity;
    const askedMs = error instanceof VaultError ? (error.retryAfterSeconds ?? 0) * second : 0;
    const waitMs = Math.max(ownMs, askedMs);
    const shown = shownError(error, { sort, isLast: waitMs === Infinity });
    const { faults, isException, httpStatus, downtimeMinutes } = shown;
    const isFinite = Number.isFinite(waitMs);
    await ifUp(
      save({
        counts,
        waitMs: isFinite ? waitMs : null,
        faults: [...faults],
        isException,
        httpStatus,
        downtimeMinutes,
      }),
    );
    onFailed?.({ type: error instanceof VaultError ? error.type : 'UNEXPECTED_ERROR', waitMs });
    return withRetry(shown, waitMs);
  }

  async function load(): Promise<(Known & { ageMs: number }) | undefined> {
    const stored = await state.get(key);
    const read = stored && v.safeParse(record, JSON.parse(stored.value));
    return stored && read?.success ? { ...read.output, ageMs: stored.ageMs } : undefined;
  }

  function save(known: Known): Promise<void> {
    return state.set(key, JSON.stringify(known), keepDays * day);
  }
}

const noCounts = { undecided: 0, decided: 0, wrong: 0 };

/** A wrong password counts at Vault for as long as anybody knows. */
const keepDays = 400;

function shownOf({ faults, isException, httpStatus, downtimeMinutes }: Known): VaultError {
  const [first = { type: 'DISPLAY_SIGNED_OUT', message: '' }, ...rest] = faults;
  return new VaultError([first, ...rest], {
    isException,
    ...(httpStatus !== undefined && { httpStatus }),
    ...(downtimeMinutes !== undefined && { downtimeMinutes }),
  });
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
