/** A reply as it is written to the shared state, for other processes. */
import { createHash } from 'node:crypto';

import * as v from 'valibot';

import type { Clock } from '../clock.ts';
import type { SharedState, Stored } from '../state/shared-state.ts';
import type { Reply } from './reply.ts';

/** Larger ones are not shared between processes: each asks for itself. */
const mostBytes = 4 * 1024 * 1024;

const shape = v.object({
  status: v.number(),
  headers: v.record(v.string(), v.string()),
  body: v.string(),
  outcome: v.string(),
  kind: v.picklist(['good', 'sign-in', 'no-right', 'slow-down', 'unreachable', 'refused']),
  showsVaultUp: v.boolean(),
  userId: v.optional(v.string()),
  /** How old it was when it was written. */
  ageMs: v.number(),
  session: v.string(),
  requestId: v.optional(v.string()),
});

type StoredReply = {
  reply: Reply;
  /** Whose answer it is, as `sessionHash` says. */
  session: string;
  requestId: string | undefined;
  /** When the store was asked. Its reply counts as older by as long as that took. */
  ageMs: number;
};

type About = { sessionId: string; requestId: string | undefined; clock: Clock };

/** Undefined where it is too large. */
export function encodeReply(
  { body, at, repeatOf: _repeatOf, ...reply }: Reply,
  { sessionId, requestId, clock }: About,
): string | undefined {
  if (body.length > mostBytes) return undefined;
  return JSON.stringify({
    ...reply,
    body: Buffer.from(body).toString('base64'),
    ageMs: Math.max(0, clock.now() - at),
    session: sessionHash(sessionId),
    requestId,
  });
}

/** `askedAt`: before the store was asked, so that its age is never understated. */
function decodeReply({ value, ageMs }: Stored, askedAt: number): StoredReply | undefined {
  const read = v.safeParse(shape, JSON.parse(value));
  if (!read.success) return undefined;
  const { body, ageMs: before, session, requestId, userId, ...reply } = read.output;
  return {
    reply: {
      ...reply,
      userId,
      body: new Uint8Array(Buffer.from(body, 'base64')),
      at: askedAt - ageMs - before,
    },
    session,
    requestId,
    ageMs: ageMs + before,
  };
}

export async function storedReply(
  { state, clock }: { state: SharedState; clock: Clock },
  key: string,
): Promise<StoredReply | undefined> {
  const askedAt = clock.now();
  const stored = await state.get(key);
  return stored && decodeReply(stored, askedAt);
}

export function sessionHash(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('base64url');
}
