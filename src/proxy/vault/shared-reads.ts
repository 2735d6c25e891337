/**
 * One call for all processes: whoever asks first holds a lease while it asks Vault, and the others
 * wait for its answer. The lease of a process that has died ends by itself, and another one asks.
 * Without the shared state each process asks for itself.
 */
import { setTimeout as delay } from 'node:timers/promises';

import { headers } from '#contract/headers.ts';
import { jobStatus } from '#contract/jobs.ts';

import type { Clock } from '../clock.ts';
import type { SessionStanding } from '../session/session-standing.ts';
import { ifUp, randomToken, type SharedState } from '../state/shared-state.ts';
import { isFinal, isGood, ownReply, type Reply } from './reply.ts';
import type { Ask, Vault } from './request.ts';
import { encodeReply, sessionHash, storedReply } from './stored-reply.ts';

export type SharedReads = {
  /** `key` is the one of the answer, `callKey` that of the call: a doubtful session has its own. */
  run: (ask: Ask, keys: { key: string; callKey: string }) => Promise<Reply>;
};

type Options = {
  clock: Clock;
  state: SharedState;
  vault: Vault;
  standing: Pick<SessionStanding, 'of'>;
  generationOf: (viewer: Ask['viewer']) => string;
  /** How old an answer about a job may be that is shown while Vault may not be asked. */
  staleMs: number;
  pollMs?: number;
  leaseMs?: number;
};

type Found = { reply: Reply; isFresh: boolean };

export function createSharedReads({
  clock,
  state,
  vault,
  standing,
  generationOf,
  staleMs,
  pollMs = 40,
  leaseMs = 3_000,
}: Options): SharedReads {
  return {
    async run(ask, { key, callKey }) {
      if (!state.isShared) return vault(ask);
      const generation = generationOf(ask.viewer);
      const answer = `answer ${generation} ${key}`;
      // A background call may wait for others before it: a live screen does not wait with it.
      const call = `call ${ask.background ? 'background ' : ''}${generation} ${callKey}`;
      return (await ifUp(shared(ask, { answer, call }))) ?? vault(ask);
    },
  };

  /** Rejects only before Vault has been asked. */
  async function shared(ask: Ask, keys: { answer: string; call: string }): Promise<Reply> {
    const token = randomToken();
    const since = clock.now();
    for (;;) {
      const isMine = (await state.hold(keys.call, token, leaseMs)) === token;
      const found = await answered(ask, keys, since);
      if (found !== undefined) {
        if (isMine) await ifUp(state.release(keys.call, token));
        return found;
      }
      if (isMine) return lead(ask, keys, token);
      await delay(pollMs, undefined, { ref: false });
      if (ask.leaving?.aborted) return vault(ask);
    }
  }

  async function answered(
    ask: Ask,
    { answer, call }: { answer: string; call: string },
    since: number,
  ): Promise<Reply | undefined> {
    const found = await readable(ask, answer);
    if (found?.isFresh) return found.reply;
    // A failure is the answer of those who have waited for it, and of nobody else.
    const failed = await storedReply({ state, clock }, `failed ${call}`);
    const isMeanwhile = failed !== undefined && failed.reply.at >= since;
    const isOthersEnd =
      failed?.reply.outcome === 'INVALID_SESSION_ID' &&
      failed.session !== sessionHash(ask.viewer.sessionId);
    return isMeanwhile && !isOthersEnd ? failed.reply : undefined;
  }

  /** Two sessions of one user share answers only while both are known to be good. */
  async function readable({ endpoint, viewer }: Ask, answer: string): Promise<Found | undefined> {
    const stored = await storedReply({ state, clock }, answer);
    if (stored === undefined) return undefined;
    const own = standing.of(viewer.sessionId);
    const isOwn = stored.session === sessionHash(viewer.sessionId) && own !== 'refused';
    if (!isOwn && own !== 'good') return undefined;
    const { reply } = stored;
    return { reply, isFresh: stored.ageMs < freshMs(endpoint, reply) };
  }

  async function lead(
    ask: Ask,
    { answer, call }: { answer: string; call: string },
    token: string,
  ): Promise<Reply> {
    const slot = ask.endpoint === jobStatus ? `slot ${ask.viewer.vault.host} ${ask.address}` : '';
    const isTurnedAway =
      slot !== '' && (await ifUp(state.hold(slot, token, jobStatus.keepMs))) !== token;
    if (isTurnedAway && state.isUp()) return turnedAway(ask, { answer, call }, token);
    const prolong = () => {
      void ifUp(state.hold(call, token, leaseMs)).catch(() => undefined);
      if (slot !== '') void ifUp(state.hold(slot, token, jobStatus.keepMs)).catch(() => undefined);
    };
    const prolonging = setInterval(prolong, leaseMs / 3).unref();
    try {
      const reply = await vault(ask);
      await publish(ask, reply, { answer, call });
      return reply;
    } finally {
      clearInterval(prolonging);
      // From the end of a call, since nobody knows when Vault began to count.
      if (slot !== '') await ifUp(state.hold(slot, token, jobStatus.keepMs));
      await ifUp(state.release(call, token));
    }
  }

  /** Another process has asked for this job in the last 10 s, for somebody else. */
  async function turnedAway(
    ask: Ask,
    { answer, call }: { answer: string; call: string },
    token: string,
  ): Promise<Reply> {
    const found = await ifUp(readable(ask, answer));
    await ifUp(state.release(call, token));
    if (found !== undefined) return found.reply;
    const message = 'Others have just asked for this job, and Vault answers one call in 10 s.';
    const seconds = { [headers.retryAfter]: String(Math.ceil(jobStatus.keepMs / 1000)) };
    return ownReply({ type: 'ASKED_RECENTLY', message, at: clock.now(), headers: seconds });
  }

  async function publish(
    { endpoint, viewer, requestId }: Ask,
    reply: Reply,
    { answer, call }: { answer: string; call: string },
  ) {
    const about = { sessionId: viewer.sessionId, requestId, clock };
    const value = reply.outcome === 'NOT_SENT' ? undefined : encodeReply(reply, about);
    if (value === undefined) return;
    const keepMs = freshMs(endpoint, reply);
    const isFailed = keepMs === 0;
    const ttlMs = isFailed ? failedMs : endpoint === jobStatus ? staleMs : keepMs;
    await ifUp(state.set(isFailed ? `failed ${call}` : answer, value, ttlMs));
  }
}

const failedMs = 5_000;

function freshMs({ keepMs, keepRefusedMs }: Ask['endpoint'], reply: Reply): number {
  return isGood(reply) ? keepMs : isFinal(reply) ? keepRefusedMs : 0;
}
