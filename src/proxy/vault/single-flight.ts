/** Calls under way, each shared by all who ask for the same in the meantime. */
import type { Reply } from './reply.ts';
import type { Ask } from './request.ts';

export type SingleFlight = {
  /** Joins the call under this key, or starts one. */
  run: (key: string, ask: Ask, call: () => Promise<Reply>) => Promise<Reply>;
  isRunning: (key: string) => boolean;
  /** What Vault was asked for under this prefix is out of date before its answer has come. */
  invalidate: (prefix: string) => void;
};

type Call = Pick<Ask, 'background' | 'leaving'> & { sessionId: string; promise: Promise<Reply> };

type Options = {
  /** For a call that has not been invalidated meanwhile. */
  onReply: (ask: Ask, reply: Reply) => void;
  onShared: () => void;
};

export function createSingleFlight({ onReply, onShared }: Options): SingleFlight {
  const calls = new Map<string, Call>();

  return {
    run,
    isRunning: (key) => calls.has(key),
    invalidate(prefix) {
      for (const key of calls.keys()) if (key.startsWith(prefix)) calls.delete(key);
    },
  };

  async function run(key: string, ask: Ask, send: () => Promise<Reply>): Promise<Reply> {
    const running = calls.get(key);
    // A background call may wait for others before it: a live screen does not join it.
    if (running === undefined || (running.background && !ask.background)) {
      return start(key, ask, send).promise;
    }
    onShared();
    const reply = await running.promise;
    const isOthersSession = running.sessionId !== ask.viewer.sessionId;
    // That the other session has ended says nothing about this one.
    if (reply.outcome === 'INVALID_SESSION_ID' && isOthersSession) return run(key, ask, send);
    // It was not sent, as whoever asked first has left.
    if (reply.outcome === 'NOT_SENT' && running.leaving?.aborted) return run(key, ask, send);
    return reply;
  }

  function start(key: string, ask: Ask, send: () => Promise<Reply>): Call {
    const call: Call = {
      sessionId: ask.viewer.sessionId,
      background: ask.background,
      ...(ask.leaving && { leaving: ask.leaving }),
      // Not at once: a fault thrown before the first wait has to end in the promise as well.
      promise: Promise.resolve().then(finish),
    };
    calls.set(key, call);
    return call;

    async function finish(): Promise<Reply> {
      try {
        const reply = await send();
        if (calls.get(key) === call) onReply(ask, reply);
        return reply;
      } finally {
        if (calls.get(key) === call) calls.delete(key);
      }
    }
  }
}
