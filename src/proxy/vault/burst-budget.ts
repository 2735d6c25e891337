/**
 * Vault's burst budget is shared by every integration of the whole Vault, and using it up slows all
 * of them (docs/vault-api.md §6). Reading that nobody looks at goes one call at a time and stops early.
 */
import { headers } from '#contract/headers.ts';
import { jobStatus } from '#contract/jobs.ts';

import type { Clock } from '../clock.ts';
import { ownReply, type Reply } from './reply.ts';
import { type Ask, identityKey, type Vault } from './request.ts';

const few =
  'Few of Vault’s API calls are left in these five minutes: they are for screens that people look at.';
const tooMany = 'Too many background reads are already waiting.';

/** The window over which Vault counts (docs/vault-api.md §6): what was read before it says nothing. */
const windowMs = 5 * 60_000;

type Options = {
  clock: Clock;
  vault: Vault;
  leastShare?: number;
  waitSeconds?: number;
  /** How many may wait, of one identity and in all. */
  mostOfOne?: number;
  mostOfAll?: number;
};

type Waiting = { ask: Ask; resolve: (reply: Reply | Promise<Reply>) => void };

type State = {
  share: number;
  seen: number;
  isReading: boolean;
  /** By identity, the one that is next at the front. */
  queues: Map<string, Waiting[]>;
};

export function createBurstBudget({
  clock,
  vault,
  leastShare = 0.3,
  waitSeconds = 30,
  mostOfOne = 50,
  mostOfAll = 500,
}: Options): Vault {
  const states = new Map<string, State>();

  return async function budget(ask) {
    const state = stateOf(ask.viewer.vault.host);
    return ask.background ? enqueue(state, ask) : call(state, ask);
  };

  function enqueue(state: State, ask: Ask): Promise<Reply> | Reply {
    const { queues } = state;
    const key = identityKey(ask.viewer);
    const queue = queues.get(key) ?? [];
    const all = [...queues.values()].reduce((sum, { length }) => sum + length, 0);
    if (queue.length >= mostOfOne || all >= mostOfAll) return refusal(tooMany);
    if (ask.leaving?.aborted) return leftReply();
    return new Promise((resolve) => {
      const waiting = { ask, resolve };
      queue.push(waiting);
      queues.set(key, queue);
      const leave = () => {
        const index = queue.indexOf(waiting);
        if (index === -1) return;
        queue.splice(index, 1);
        if (queue.length === 0) queues.delete(key);
        resolve(leftReply());
      };
      ask.leaving?.addEventListener('abort', leave, { once: true });
      void readNext(state);
    });
  }

  /** One at a time, identities by rotation: who waits for many pages holds up nobody. */
  async function readNext(state: State): Promise<void> {
    const [next] = state.queues;
    if (state.isReading || next === undefined) return;
    const [key, queue] = next;
    const waiting = queue.shift();
    state.queues.delete(key);
    if (queue.length > 0) state.queues.set(key, queue);
    if (waiting === undefined) return;
    state.isReading = true;
    // No pause between calls: where the budget is large, reading everything takes no longer for it.
    const reply = isLow(state) ? Promise.resolve(refusal(few)) : call(state, waiting.ask);
    waiting.resolve(reply);
    // One that fails must not stop those that come after it.
    await reply.catch(() => undefined);
    state.isReading = false;
    void readNext(state);
  }

  async function call(state: State, ask: Ask): Promise<Reply> {
    const reply = await vault(ask);
    const share = shareLeft(reply);
    // On a job's status these headers mean nothing (docs/vault-api.md §6).
    if (share !== undefined && ask.endpoint !== jobStatus) {
      Object.assign(state, { share, seen: reply.at });
    }
    return reply;
  }

  function isLow({ share, seen }: State): boolean {
    return share < leastShare && clock.now() - seen < windowMs;
  }

  function refusal(message: string): Reply {
    const wait = { [headers.retryAfter]: String(waitSeconds) };
    return ownReply({ type: 'API_LIMIT_EXCEEDED', message, at: clock.now(), headers: wait });
  }

  function leftReply(): Reply {
    const message = 'Whoever asked has left, so nothing was sent.';
    return ownReply({ type: 'NOT_SENT', message, at: clock.now() });
  }

  function stateOf(host: string): State {
    const state = states.get(host) ?? { share: 1, seen: 0, isReading: false, queues: new Map() };
    states.set(host, state);
    return state;
  }
}

/** Undefined where Vault doesn't say. */
function shareLeft({ headers: received }: Reply): number | undefined {
  const limit = Number(received[headers.burstLimit] ?? Number.NaN);
  const remaining = Number(received[headers.burstLimitRemaining] ?? Number.NaN);
  return limit > 0 && remaining >= 0 ? remaining / limit : undefined;
}
