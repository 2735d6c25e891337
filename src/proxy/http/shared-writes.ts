/** Which writes other processes carry out, or have carried out, and what they answered. */
import { setTimeout as delay } from 'node:timers/promises';

import * as v from 'valibot';

import { ownError } from '#contract/envelope.ts';

import type { Clock } from '../clock.ts';
import { ifUp, type SharedState } from '../state/shared-state.ts';
import type { Reply } from '../vault/reply.ts';

/** An answer as it was sent. */
export type StoredAnswer = {
  status: number;
  headers: readonly (readonly [string, string])[];
  body: Uint8Array<ArrayBuffer>;
  /** Of the request that was carried out, for the log. */
  id: string;
  outcome: string | undefined;
  kind: Reply['kind'] | undefined;
  /** When it was complete, in milliseconds of the proxy's clock. */
  at: number;
};

type SharedWrites = {
  /** Undefined where this process is the first, otherwise the answer of the one that was. */
  claim: (name: string, fingerprint: string) => Promise<StoredAnswer | undefined>;
  settle: (name: string, answer: StoredAnswer) => Promise<void>;
};

const shape = v.object({
  status: v.number(),
  headers: v.array(v.tuple([v.string(), v.string()])),
  body: v.string(),
  id: v.string(),
  outcome: v.optional(v.string()),
  kind: v.optional(
    v.picklist(['good', 'sign-in', 'no-right', 'slow-down', 'unreachable', 'refused']),
  ),
});

type Options = {
  state: SharedState;
  clock: Clock;
  keepMs: number;
  /** How long a write can be under way. */
  longestMs: number;
  pollMs?: number;
};

export function createSharedWrites({
  state,
  clock,
  keepMs,
  longestMs,
  pollMs = 50,
}: Options): SharedWrites {
  return {
    async claim(name, fingerprint) {
      const key = `write ${name}`;
      if (await state.setIfAbsent(key, fingerprint, keepMs + longestMs)) return undefined;
      const known = await state.get(key);
      if (known?.value === fingerprint) return answerOf(name);
      // Nothing is the same any more, as in one process.
      await state.set(key, '', keepMs + longestMs);
      const message = 'This Idempotency-Key was used for another request.';
      throw ownError('IDEMPOTENCY_KEY_REUSED', message);
    },
    async settle(name, { body, at: _at, ...answer }) {
      const value = JSON.stringify({ ...answer, body: Buffer.from(body).toString('base64') });
      await ifUp(state.set(`answer to ${name}`, value, keepMs));
    },
  };

  async function answerOf(name: string): Promise<StoredAnswer> {
    const began = clock.now();
    while (clock.now() - began < longestMs) {
      const asked = clock.now();
      const stored = await state.get(`answer to ${name}`);
      const read = stored && v.safeParse(shape, JSON.parse(stored.value));
      if (stored !== undefined && read?.success) {
        const { body, outcome, kind, ...answer } = read.output;
        const bytes = new Uint8Array(Buffer.from(body, 'base64'));
        return { ...answer, outcome, kind, body: bytes, at: asked - stored.ageMs };
      }
      await delay(pollMs, undefined, { ref: false });
    }
    throw ownError(
      'SERVER_RESTARTED',
      'Another Jobwatch server had this to carry out, and nobody knows what came of it.',
    );
  }
}
