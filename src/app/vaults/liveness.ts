/** Whether a wall's data is live, judged by its age and by the latest error. */
import { VaultError } from '#contract/envelope.ts';

export type Liveness = {
  /**
   * `loading` until the first answer; `late` after two missed polls; `not-live` after five: from
   * then on nothing on screen may be read as the present.
   */
  state: 'loading' | 'live' | 'late' | 'not-live';
  cause: Cause | undefined;
};

/** Why no answer arrives, as far as a viewer can tell the causes apart and act on them. */
export type Cause = 'server' | 'vault' | 'maintenance' | 'signed-out' | 'no-right' | 'limited';

/** Times are on this device's clock. */
export type PollingState = {
  /** When Vault gave the older of its two lists; undefined before both have come. */
  asOf: number | undefined;
  /** The same of those that have come: rows of one are on screen before there is another. */
  partAsOf?: number | undefined;
  /** When the Jobwatch server last answered anything at all. */
  lastContact: number | undefined;
  /** When this page started polling. */
  startedAt: number;
  everyMs: number;
  /** The latest error, unless an answer has arrived since. */
  error: Error | undefined;
};

/** An answer may take this long without being late. */
const toleranceMs = 2_000;

export function livenessOf(polling: PollingState, now: number): Liveness {
  const { asOf, startedAt, everyMs, error } = polling;
  const ageMs = now - (asOf ?? startedAt);
  const isFailing = error !== undefined;
  // After this device's clock was set back, data seems to come from the future, and its age says
  // nothing until the next answer.
  const isAgeUnknown = isFailing && ageMs < -toleranceMs;
  const missedPolls = isAgeUnknown ? Infinity : (ageMs - toleranceMs) / everyMs;
  if (asOf === undefined && !isFailing && missedPolls <= 5) {
    return { state: 'loading', cause: undefined };
  }
  if (asOf !== undefined && missedPolls <= 2) return { state: 'live', cause: undefined };
  const state = asOf !== undefined && missedPolls <= 5 ? 'late' : 'not-live';
  return { state, cause: causeOf(polling, now) };
}

/** Without an error a request is still pending: the server is the cause if it was silent as well. */
function causeOf({ error, lastContact, startedAt, everyMs }: PollingState, now: number): Cause {
  if (error instanceof VaultError) return causeByType[error.type] ?? causeByKind[error.kind];
  return now - (lastContact ?? startedAt) > everyMs * 2 + toleranceMs ? 'server' : 'vault';
}

const causeByType: Record<string, Cause> = {
  PROXY_UNREACHABLE: 'server',
  PROXY_TIMEOUT: 'server',
  VAULT_MAINTENANCE: 'maintenance',
  CONFIGURATION_MODE_ENABLED: 'maintenance',
  DISPLAY_SIGNED_OUT: 'signed-out',
  // Until the wall has asked again who is signed in, which it does every ten minutes.
  SESSION_CHANGED: 'signed-out',
};

const causeByKind = {
  'sign-in': 'signed-out',
  'no-right': 'no-right',
  'slow-down': 'limited',
  unreachable: 'vault',
  refused: 'vault',
} as const;
