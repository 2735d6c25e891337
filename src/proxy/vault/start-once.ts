/**
 * Of starts of one job that one user asks for at once, from two tabs or by twenty presses, one goes
 * to Vault, and all get its answer, whichever process they reach. Before it goes its intent is in the
 * shared state and in the log, so that a process that ends before the answer leaves a trace of what
 * may have been started.
 */
import { setTimeout as delay } from 'node:timers/promises';

import { startNow } from '#contract/jobs.ts';

import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Epoch } from '../state/epoch.ts';
import { ifUp, randomToken, type SharedState } from '../state/shared-state.ts';
import { ownReply, type Reply } from './reply.ts';
import { type Ask, identityKey, type Vault } from './request.ts';
import { encodeReply, sessionHash, storedReply } from './stored-reply.ts';

type Options = {
  vault: Vault;
  log: Log;
  clock: Clock;
  state: SharedState;
  epoch: Pick<Epoch, 'assertNothingForgotten'>;
  /** How long a start can be under way. */
  longestMs: number;
  pollMs?: number;
};

type Outcome = { reply: Reply; session: string; requestId: string | undefined };

/** Rejects with SHARED_STATE_DOWN where other processes could not know of it: then nothing was sent. */
export function startOnce({
  vault,
  log,
  clock,
  state,
  epoch,
  longestMs,
  pollMs = 50,
}: Options): Vault {
  const running = new Map<string, Promise<Outcome>>();

  return async function startOnce(ask) {
    if (ask.endpoint !== startNow) return vault(ask);
    const key = identityKey(ask.viewer) + ask.address;
    const { reply, session, requestId } = await (running.get(key) ?? run(key, ask));
    if (requestId !== undefined && requestId === ask.requestId) return reply;
    // That the other session has ended says nothing about this one, and nothing was started.
    const isOwn = session === sessionHash(ask.viewer.sessionId);
    if (reply.outcome === 'INVALID_SESSION_ID' && !isOwn) return startOnce(ask);
    return requestId === undefined ? reply : { ...reply, repeatOf: requestId };
  };

  function run(key: string, ask: Ask): Promise<Outcome> {
    const outcome = (state.isShared ? sendOrWait(key, ask) : send(ask)).finally(() =>
      running.delete(key),
    );
    running.set(key, outcome);
    return outcome;
  }

  async function send(ask: Ask): Promise<Outcome> {
    const { sessionId, userId, userName, vault: site } = ask.viewer;
    const { requestId, address } = ask;
    const job = address.split('/').at(-1);
    log.info({
      event: 'start-now-intent',
      id: requestId,
      userId,
      userName,
      vault: site.host,
      job,
    });
    return { reply: await vault(ask), session: sessionHash(sessionId), requestId };
  }

  async function sendOrWait(key: string, ask: Ask): Promise<Outcome> {
    await epoch.assertNothingForgotten();
    const token = randomToken();
    const lease = `start ${key}`;
    const holder = await state.hold(lease, token, longestMs);
    if (holder !== token) return outcomeOf(holder, ask);
    const outcome = await send(ask);
    const { sessionId } = ask.viewer;
    const value = encodeReply(outcome.reply, { sessionId, requestId: ask.requestId, clock });
    if (value !== undefined) await ifUp(state.set(`outcome ${token}`, value, longestMs));
    await ifUp(state.release(lease, token));
    return outcome;
  }

  /** Of the start that another process has sent. It is not sent again, whatever became of that. */
  async function outcomeOf(holder: string, ask: Ask): Promise<Outcome> {
    const began = clock.now();
    while (clock.now() - began < longestMs) {
      const outcome = await storedReply({ state, clock }, `outcome ${holder}`);
      if (outcome !== undefined) return outcome;
      await delay(pollMs, undefined, { ref: false });
    }
    // The process that sent it has ended, or could not say what came of it.
    const message = 'Another Jobwatch server has sent this, and nobody knows what came of it.';
    const reply = ownReply({ type: 'SERVER_RESTARTED', message, at: clock.now() });
    const { viewer, requestId } = ask;
    return { reply, session: sessionHash(viewer.sessionId), requestId };
  }
}
