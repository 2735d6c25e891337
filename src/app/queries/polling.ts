/** How often Vault's lists are asked for, and why just so. */
import type { Budget } from '#contract/client.ts';
import { VaultError } from '#contract/envelope.ts';
import type { Fault } from '#contract/fault.ts';
import { type Instant, milliseconds } from '#contract/instant.ts';

import { preference, type Preferences } from '../preferences.ts';
import { deviceNow, vaultClockAheadMs } from '../time/clock.ts';

/** What the pace depends on in an answer. */
export type PollInfo = {
  asOf: Instant;
  budget: Budget | undefined;
  delayMs: number;
  hasActiveJobs: boolean;
  /** What Vault warns of: the answer may then lack rows. */
  warnings: readonly Fault[];
};

export type Pace =
  | { kind: 'paused' }
  | { kind: 'every'; everyMs: number; slowdownReason: string | undefined };

const activeMs = 10_000;
const quietMs = 30_000;
/** The longest that a page stays wrong after a fault has passed. */
const longestBackoffMs = 30_000;
/** The longest that anybody may make us wait; timers take a month for no time at all. */
const longestAskedMs = 3_600_000;

/**
 * Every 10 s while anything runs or is queued, else every 30 s, unless the viewer chose otherwise;
 * three times as long while the Vault's shared burst budget runs low (docs/vault-api.md §6).
 */
export function pace(answer: PollInfo | undefined, choice: Choice): Pace {
  if (choice.paused) return { kind: 'paused' };
  const natural = answer?.hasActiveJobs === true ? activeMs : quietMs;
  const everyMs = choice.refresh === 'auto' ? natural : Number(choice.refresh) * 1_000;
  const slowdownReason = slowdownReasonOf(answer);
  return {
    kind: 'every',
    everyMs: slowdownReason === undefined ? everyMs : everyMs * 3,
    slowdownReason,
  };
}

function slowdownReasonOf(answer: PollInfo | undefined): string | undefined {
  if (answer === undefined) return undefined;
  if (answer.delayMs > 0) {
    return `Vault delays its answers by ${answer.delayMs} ms because its burst limit is used up.`;
  }
  const { budget } = answer;
  if (budget === undefined || budget.remaining >= budget.limit * 0.2) return undefined;
  return `Only ${budget.remaining} of ${budget.limit} API calls are left for this Vault in the current 5-minute window.`;
}

/**
 * Milliseconds to a query's next poll, or false for none: to the next moment that divides Vault's
 * time evenly. Screens of one viewer then ask together, however they were opened, and the proxy
 * makes one call of it; counted from each one's own start, their polls would never coincide.
 */
export function nextPoll(
  query: Polled,
  choice: Choice = viewersChoice(),
  aheadMs: number = vaultClockAheadMs(),
): number | false {
  const { data, status } = query.state;
  const wanted = pace(data, choice);
  if (wanted.kind === 'paused') return false;
  if (status === 'error') return backoff(query.state, failingMs(query.state));
  if (data === undefined) return wanted.everyMs;
  const answered = Math.min(milliseconds(data.asOf), deviceNow()) + aheadMs;
  // From the answer, not from now: looked at again just before it is due, it must not move on.
  const due = Math.ceil((answered + 1_000) / wanted.everyMs) * wanted.everyMs;
  const left = due - (deviceNow() + aheadMs);
  return left > 0 ? left : 1_000;
}

type Polled = { state: State & { data: PollInfo | undefined } };
export type Choice = Pick<Preferences, 'refresh' | 'paused'>;

function viewersChoice(): Choice {
  return { refresh: preference('refresh'), paused: preference('paused') };
}

/** The same for a list that changes slowly: it too comes back soon after it has failed. */
export function slowPoll(everyMs: number) {
  return ({ state }: { state: State }): number | false => {
    if (preference('paused')) return false;
    return state.status === 'error' ? backoff(state, failingMs(state)) : everyMs;
  };
}

type State = {
  status: string;
  error: Error | null;
  dataUpdatedAt: number;
  errorUpdatedAt: number;
  errorUpdateCount: number;
};

/** Others look at the job as well: nothing has failed, and it is asked again by itself. */
export function isAskedTooSoon(error: Error | null): boolean {
  return error instanceof VaultError && error.kind === 'slow-down';
}

/** What is left of the time after which the proxy said to ask for a job again, if it did. */
export function askAgainMs({ error, errorUpdatedAt }: Pick<State, 'error' | 'errorUpdatedAt'>) {
  if (!(error instanceof VaultError) || error.type !== 'ASKED_RECENTLY') return undefined;
  const due = errorUpdatedAt + (error.retryAfterSeconds ?? 0) * 1_000;
  return Math.max(1_000, due - deviceNow());
}

/** For how long it has failed; where it never worked that is counted from no moment, so doubled. */
function failingMs({ dataUpdatedAt, errorUpdatedAt, errorUpdateCount }: State): number {
  return dataUpdatedAt === 0 ? 1_000 * 2 ** errorUpdateCount : errorUpdatedAt - dataUpdatedAt;
}

/**
 * Each wait about as long as it has failed so far, with jitter, so that screens don't return at the same moment.
 * What is left of it: the timer starts anew whenever a render finds another number, so a wait that
 * were whole each time would never end on a page that ticks.
 */
function backoff({ error, errorUpdatedAt }: State, failing: number): number | false {
  if (error === null || (error instanceof VaultError && error.kind === 'sign-in')) return false;
  const asked = error instanceof VaultError ? (error.retryAfterSeconds ?? 0) * 1_000 : 0;
  const wait = jitterOf(error) * Math.min(Math.max(failing, 2_000), longestBackoffMs);
  const due = errorUpdatedAt + Math.max(wait, Math.min(asked, longestAskedMs));
  return Math.max(1_000, due - deviceNow());
}

const jitters = new WeakMap<Error, number>();

/** Between 0.5 and 1, the same for each failure however often it is asked for. */
function jitterOf(error: Error): number {
  const known = jitters.get(error);
  if (known !== undefined) return known;
  const jitter = 0.5 + Math.random() / 2;
  jitters.set(error, jitter);
  return jitter;
}

/** Where nobody may be there to resume it: in the background too. */
export const always = { refetchIntervalInBackground: true, refetchOnWindowFocus: true } as const;

/** After an error that asking again can't cure by itself, such as a session that ended. */
export const patienceMs = 30_000;
export const slowlyMs = 300_000;

/** What changes slowly. */
export function pollSlowly({ state }: { state: { status: string } }): number {
  return state.status === 'error' ? patienceMs : slowlyMs;
}
