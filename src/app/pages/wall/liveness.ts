/** How far what a wall shows can be believed, by its ages and by what went wrong. */
import { VaultError } from '#contract/envelope.ts';

export type Trust = {
  /**
   * `waiting` for the first answer; `live`; `late` once two polls have been missed; `lost` after
   * five: nothing on screen is then a statement about now.
   */
  tone: 'waiting' | 'live' | 'late' | 'lost';
  cause: Cause | undefined;
};

/** Who it is that does not answer, to be told apart from across the room. */
export type Cause = 'server' | 'vault' | 'maintenance' | 'signed-out' | 'no-right' | 'limited';

export type Heard = {
  /** When Vault gave the oldest answer on screen, on this device's clock; undefined before one. */
  asOf: number | undefined;
  /** When the Jobwatch server last answered anything at all. */
  contact: number | undefined;
  /** When this page began to ask. */
  opened: number;
  everyMs: number;
  /** The latest failure that no success has followed. */
  error: Error | undefined;
};

/** An answer takes its time; two seconds of it are nobody's fault. */
const slackMs = 2_000;

export function trust(heard: Heard, now: number): Trust {
  const { asOf, opened, everyMs, error } = heard;
  const ageMs = now - (asOf ?? opened);
  const isFailing = error !== undefined;
  // After this device's clock was set back what is old seems to be of later: only an answer tells.
  const isUntimed = isFailing && ageMs < -slackMs;
  const missed = isUntimed ? Infinity : (ageMs - slackMs) / everyMs;
  if (asOf === undefined && !isFailing && missed <= 5) return { tone: 'waiting', cause: undefined };
  if (asOf !== undefined && missed <= 2) return { tone: 'live', cause: undefined };
  const tone = asOf !== undefined && missed <= 5 ? 'late' : 'lost';
  return { tone, cause: causeOf(heard, now) };
}

/** Without an error a request is still out: whose silence it is shows by who has spoken last. */
function causeOf({ error, contact, opened, everyMs }: Heard, now: number): Cause {
  if (error instanceof VaultError) return byType[error.type] ?? byKind[error.kind];
  return now - (contact ?? opened) > everyMs * 2 + slackMs ? 'server' : 'vault';
}

const byType: Record<string, Cause> = {
  PROXY_UNREACHABLE: 'server',
  PROXY_TIMEOUT: 'server',
  VAULT_MAINTENANCE: 'maintenance',
  CONFIGURATION_MODE_ENABLED: 'maintenance',
  DISPLAY_SIGNED_OUT: 'signed-out',
};

const byKind = {
  'sign-in': 'signed-out',
  'no-right': 'no-right',
  'slow-down': 'limited',
  unreachable: 'vault',
  refused: 'vault',
} as const;
