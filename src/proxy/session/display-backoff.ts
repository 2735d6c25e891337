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
  /** Vault, user name and password: with another password everything begins anew. */
  account?: string;
  /** User name and password: at all Vaults they are one account, which a wrong password locks. */
  user?: string;
  onFailed?: (failure: { type: string; waitMs: number }) => void;
};

const day = 86_400_000;

/** What all processes know of failed sign-ins. An endless wait is null, as JSON has no infinity. */
const record = v.object({
  counts: v.object({ undecided: v.number(), decided: v.number(), wrong: v.number() }),
  waitMs: v.nullable(v.number()),
  faults: v.array(v.object({ type: v.string(), message: v.string() })),
  isException: v.boolean(),
  /** Whether the last sign-in that Vault has decided succeeded, or one before it. */
  isAccepted: v.optional(v.boolean(), false),
  httpStatus: v.optional(v.number()),
  downtimeMinutes: v.optional(v.number()),
});

type Known = v.InferOutput<typeof record>;

export function createDisplayBackoff({
  clock,
  state,
  account = '',
  user = account,
  onFailed,
}: Options): SignInBackoff {
  const key = `display backoff ${account}`;
  const userKey = `display user ${user}`;
  const startedAt = clock.now();

  return {
    async refusal() {
      const [own, ofUser] = await Promise.all([load(key), load(userKey)]);
      const longest = leftMs(ofUser) > leftMs(own) ? ofUser : own;
      if (longest === undefined || leftMs(longest) <= 0) return undefined;
      return withRetry(shownOf(longest), leftMs(longest));
    },
    onFailed: note,
    async onShortLived() {
      await note(ownError('DISPLAY_SIGNED_OUT', 'Vault ends its sessions as soon as they begin.'));
    },
    async onSignedIn() {
      await ifUp(Promise.all([save(key, accepted), save(userKey, accepted)]));
    },
  };

  function leftMs(known: Loaded | undefined): number {
    if (known === undefined) return 0;
    const { waitMs, ageMs } = known;
    if (waitMs !== null) return waitMs - ageMs;
    // Whoever has started this process since may have put the password right.
    return ageMs > clock.now() - startedAt ? 0 : Infinity;
  }

  async function note(error: unknown): Promise<VaultError> {
    const own = (await ifUp(load(key))) ?? nothing;
    const sort = sortOf(error);
    const counts = { ...own.counts, [sort]: own.counts[sort] + 1 };
    // An outage that is over says nothing about the next; a wrong password still counts at Vault.
    if (sort !== 'undecided') counts.undecided = 0;
    const found = after(error, sort, counts[sort]);
    await ifUp(save(key, { ...found.known, counts, isAccepted: own.isAccepted }));
    const ofUser = sort === 'wrong' ? await noteOfUser(error, own.isAccepted) : undefined;
    const worst = ofUser !== undefined && ofUser.waitMs > found.waitMs ? ofUser : found;
    const type = error instanceof VaultError ? error.type : 'UNEXPECTED_ERROR';
    onFailed?.({ type, waitMs: worst.waitMs });
    return withRetry(worst.shown, worst.waitMs);
  }

  /**
   * Wrong passwords of one user add up, whichever Vaults they were sent to. Where only this Vault
   * refuses what another has accepted, the password is right, and the others go on.
   */
  async function noteOfUser(error: unknown, isAcceptedHere: boolean) {
    const known = (await ifUp(load(userKey))) ?? nothing;
    if (known.isAccepted && !isAcceptedHere) return undefined;
    const counts = { ...known.counts, wrong: known.counts.wrong + 1 };
    const found = after(error, 'wrong', counts.wrong);
    await ifUp(save(userKey, { ...found.known, counts, isAccepted: known.isAccepted }));
    return found;
  }

  async function load(from: string): Promise<Loaded | undefined> {
    const stored = await state.get(from);
    const read = stored && v.safeParse(record, JSON.parse(stored.value));
    return stored && read?.success ? { ...read.output, ageMs: stored.ageMs } : undefined;
  }

  function save(to: string, known: Known): Promise<void> {
    return state.set(to, JSON.stringify(known), keepDays * day);
  }
}

type Loaded = Known & { ageMs: number };

/** What is shown, and for how long it waits, after the `count`th failure of its sort. */
function after(error: unknown, sort: Sort, count: number) {
  const waits = { undecided: undecidedMs, decided: decidedMs, wrong: wrongMs }[sort];
  const ownMs = waits[Math.min(count, waits.length) - 1] ?? Infinity;
  const waitMs = Math.max(ownMs, askedMs(error));
  const shown = shownError(error, { sort, isLast: waitMs === Infinity });
  const { faults, isException, httpStatus, downtimeMinutes } = shown;
  const known = {
    waitMs: Number.isFinite(waitMs) ? waitMs : null,
    faults: [...faults],
    isException,
    httpStatus,
    downtimeMinutes,
  };
  return { waitMs, shown, known };
}

/** Jobwatch's own limit names the longest that it can take; asking again costs Vault nothing. */
function askedMs(error: unknown): number {
  if (!(error instanceof VaultError) || error.type === 'TOO_MANY_ATTEMPTS') return 0;
  return (error.retryAfterSeconds ?? 0) * second;
}

const nothing: Known = {
  counts: { undecided: 0, decided: 0, wrong: 0 },
  waitMs: 0,
  faults: [],
  isException: false,
  isAccepted: false,
};

const accepted: Known = { ...nothing, isAccepted: true };

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
