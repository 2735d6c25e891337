/**
 * Which writes have been carried out, by their idempotency keys, and what they were answered: in this
 * process, and in the shared state for the others. `id` is another one once that was lost.
 */
import { createHmac, randomBytes } from 'node:crypto';

import { LRUCache } from 'lru-cache';

import type { Clock } from '../clock.ts';
import type { Epoch } from '../state/epoch.ts';
import type { SharedState } from '../state/shared-state.ts';
import { createSharedWrites, type StoredAnswer } from './shared-writes.ts';

export type Claim =
  /** To be carried out now; `settle` has to be called, whatever comes of it. */
  | { kind: 'first'; settle: (answer: StoredAnswer) => Promise<void> }
  /** Carried out before, or right now. */
  | { kind: 'repeat'; answer: Promise<StoredAnswer> }
  /** The key was used for something else. */
  | { kind: 'reused' };

/** `owner`: on whose behalf. `request`: all that the request asks for. They are kept as hashes. */
export type Write = { key: string; owner: string; request: readonly (string | Uint8Array)[] };

export type IdempotencyStore = {
  id: () => Promise<string>;
  /**
   * Of several requests with one key and one owner, a single one is ever the first. Rejects with
   * SHARED_STATE_DOWN where nobody can say which.
   */
  claim: (write: Write) => Promise<Claim>;
};

type Entry = {
  /** Undefined once the key was used for something else: nothing is the same any more. */
  fingerprint: string | undefined;
  answer: Promise<StoredAnswer>;
  bytes: number;
  /** In milliseconds of the proxy's clock. */
  until: number;
};

type Options = {
  clock: Clock;
  state: SharedState;
  epoch: Pick<Epoch, 'id' | 'current'>;
  /** How long a write can be under way. */
  longestMs: number;
  /** The same for all processes that share a state. */
  secret?: string | undefined;
  keepMs?: number;
  maxEntries?: number;
  maxBytes?: number;
};

/** Those that leave first are the oldest; one that is being carried out never does. */
export function createIdempotencyStore({
  clock,
  state,
  epoch,
  longestMs,
  secret,
  keepMs = 5 * 60_000,
  maxEntries = 10_000,
  maxBytes = 16 * 1024 * 1024,
}: Options): IdempotencyStore {
  // Keys and passwords can't be read out of the memory of what was sent.
  const hashKey = secret ?? randomBytes(32);
  const others = createSharedWrites({ state, clock, keepMs, longestMs });
  const running = new Map<string, Entry>();
  const answered = new LRUCache<string, Entry>({
    max: maxEntries,
    maxSize: maxBytes,
    sizeCalculation: ({ bytes }) => bytes,
  });

  return {
    id: epoch.id,
    async claim({ key, owner, request }) {
      const name = hash([owner, key]);
      const fingerprint = hash(request);
      const known = running.get(name) ?? lately(name);
      if (known === undefined) return first(name, fingerprint);
      if (known.fingerprint === fingerprint) return { kind: 'repeat', answer: known.answer };
      // Else whoever knows the key of a sign-in could try passwords on it, unnoticed by Vault.
      known.fingerprint = undefined;
      return { kind: 'reused' };
    },
  };

  async function first(name: string, fingerprint: string): Promise<Claim> {
    const ends: { resolve: (answer: StoredAnswer) => void; reject: (error: unknown) => void }[] =
      [];
    const promise = new Promise<StoredAnswer>((resolve, reject) => {
      ends.push({ resolve, reject });
    });
    const entry: Entry = { fingerprint, answer: promise, bytes: 0, until: Infinity };
    running.set(name, entry);
    if (state.isShared) {
      // Whoever repeats it here meanwhile waits for the same.
      promise.then(undefined, () => undefined).finally(() => running.delete(name));
      try {
        await epoch.current();
        const other = await others.claim(name, fingerprint);
        if (other !== undefined) {
          for (const { resolve } of ends) resolve(other);
          return { kind: 'repeat', answer: promise };
        }
      } catch (error) {
        for (const { reject } of ends) reject(error);
        throw error;
      }
    }
    return {
      kind: 'first',
      async settle(answer) {
        for (const { resolve } of ends) resolve(answer);
        running.delete(name);
        entry.until = answer.at + keepMs;
        entry.bytes = sizeOf(answer);
        answered.set(name, entry);
        if (state.isShared) await others.settle(name, answer);
      },
    };
  }

  /** By our own clock, as in the response cache. */
  function lately(name: string): Entry | undefined {
    const entry = answered.get(name);
    if (entry === undefined || entry.until > clock.now()) return entry;
    answered.delete(name);
    return undefined;
  }

  function hash(parts: Write['request']): string {
    const hmac = createHmac('sha256', hashKey);
    // Each with its length in front: what ends one part can't begin the next.
    for (const part of parts) hmac.update(`${Buffer.byteLength(part)} `).update(part);
    return hmac.digest('base64url');
  }
}

/** With what an entry costs beside its answer. */
function sizeOf({ headers, body }: StoredAnswer): number {
  return headers.reduce(
    (sum, [name, value]) => sum + name.length + value.length,
    500 + body.length,
  );
}
