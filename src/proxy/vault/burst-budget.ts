/**
 * Vault's burst budget is shared by every integration of the whole Vault, and using it up slows all
 * of them (docs/vault-api.md §6). Reading that nobody waits for goes one call at a time and stops early.
 */
import { headers } from '#contract/headers.ts';
import { jobStatus } from '#contract/jobs.ts';

import type { Clock } from '../clock.ts';
import { ownReply, type Reply } from './reply.ts';
import type { Ask, Vault } from './request.ts';

/** The window over which Vault counts (docs/vault-api.md §6): what was read before it says nothing. */
const windowMs = 5 * 60_000;

type Options = { clock: Clock; vault: Vault; leastShare?: number; waitSeconds?: number };

type State = { share: number; seen: number; last: Promise<unknown> };

export function createBurstBudget({
  clock,
  vault,
  leastShare = 0.3,
  waitSeconds = 30,
}: Options): Vault {
  const states = new Map<string, State>();

  return async function budget(ask) {
    const state = stateOf(ask.viewer.vault.host);
    if (!ask.background) return call(state, ask);
    // No pause between calls: where the budget is large, reading everything takes no longer for it.
    const reply = state.last.then(() => (isLow(state) ? postponed() : call(state, ask)));
    // One that fails must not stop those that come after it.
    state.last = reply.catch(() => undefined);
    return reply;
  };

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

  function postponed(): Reply {
    return ownReply({
      type: 'API_LIMIT_EXCEEDED',
      message:
        'Few of Vault’s API calls are left in these five minutes: they are for screens that people look at.',
      at: clock.now(),
      headers: { [headers.retryAfter]: String(waitSeconds) },
    });
  }

  function stateOf(host: string): State {
    const state = states.get(host) ?? { share: 1, seen: 0, last: Promise.resolve() };
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
