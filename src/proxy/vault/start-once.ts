/**
 * Of starts of one job that one user asks for at once, from two tabs or by twenty presses, one goes
 * to Vault, and all get its answer. Before it goes a line is written, so that a process that ends
 * before the answer leaves a trace of what may have been started.
 */
import { startNow } from '#contract/jobs.ts';

import type { Log } from '../log.ts';
import type { Reply } from './reply.ts';
import { type Ask, identityKey, type Vault } from './request.ts';

type Options = { vault: Vault; log: Log };

type Running = { requestId: string | undefined; sessionId: string; reply: Promise<Reply> };

export function startOnce({ vault, log }: Options): Vault {
  const running = new Map<string, Running>();

  return async function startOnce(ask) {
    if (ask.endpoint !== startNow) return vault(ask);
    const key = identityKey(ask.viewer) + ask.address;
    const first = running.get(key);
    if (first === undefined) return start(key, ask);
    const reply = await first.reply;
    // That the other session has ended says nothing about this one, and nothing was started.
    const isOthersEnd =
      reply.outcome === 'INVALID_SESSION_ID' && first.sessionId !== ask.viewer.sessionId;
    if (isOthersEnd) return startOnce(ask);
    return first.requestId === undefined ? reply : { ...reply, repeatOf: first.requestId };
  };

  function start(key: string, ask: Ask): Promise<Reply> {
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
    const reply = vault(ask).finally(() => running.delete(key));
    running.set(key, { requestId, sessionId, reply });
    return reply;
  }
}
