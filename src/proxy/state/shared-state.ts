/**
 * What must be one for all processes behind one address: in the memory of this process by default,
 * in Redis or Valkey with REDIS_URL. Each caller says for how long its value is needed.
 */
import { randomBytes } from 'node:crypto';

import { ownError, VaultError } from '#contract/envelope.ts';

/** `ageMs`: by the clock of the store, as those of several machines differ. */
export type Stored = { value: string; ageMs: number };

export type Window = {
  /** Of what is counted, so that it can be taken back. */
  id: string;
  most: number;
  windowMs: number;
};

/** Keys are of any length and are stored as hashes. All of it rejects with SHARED_STATE_DOWN. */
export type SharedState = {
  /** Whether other processes see it. What only they would read is not written where none does. */
  isShared: boolean;
  get: (key: string) => Promise<Stored | undefined>;
  set: (key: string, value: string, ttlMs: number) => Promise<void>;
  /** Of several callers at once, one gets true. */
  setIfAbsent: (key: string, value: string, ttlMs: number) => Promise<boolean>;
  /**
   * Takes a lease that nobody holds, or prolongs one's own; returns the token of its holder. Tokens
   * can be read in the store.
   */
  hold: (key: string, token: string, ttlMs: number) => Promise<string>;
  /** Ends a lease that is held with this token, and no other. */
  release: (key: string, token: string) => Promise<void>;
  /** Counts one more within a sliding window, or returns the milliseconds until there is room. */
  admit: (key: string, window: Window) => Promise<number>;
  /** Takes back one that was counted; without an id, all. */
  withdraw: (key: string, id?: string) => Promise<void>;
  isUp: () => boolean;
  /** For how long it could not be reached; 0 while it can, endless if it never could. */
  downMs: () => number;
  /** It can be reached again, and may have lost what it held. */
  onReconnected: (listener: () => void) => void;
  close: () => void;
};

export function randomToken(): string {
  return randomBytes(12).toString('base64url');
}

export function sharedStateDown(
  message = 'Jobwatch can’t reach the store that its servers share.',
  retryAfterSeconds = 5,
): VaultError {
  return ownError('SHARED_STATE_DOWN', message, { retryAfterSeconds });
}

/** Undefined where the store can't be reached: for what goes on without. */
export async function ifUp<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isSharedStateDown(error)) return undefined;
    throw error;
  }
}

export function isSharedStateDown(error: unknown): boolean {
  return error instanceof VaultError && error.type === 'SHARED_STATE_DOWN';
}
