/** Whether the proxy runs, whether Vault has answered lately, and whether servers know of each other. */
import type { Handler } from 'hono';

import type { Clock } from './clock.ts';
import type { Env } from './context.ts';
import type { SharedState } from './state/shared-state.ts';
import type { Reply } from './vault/reply.ts';

export type Health = {
  note: (reply: Pick<Reply, 'showsVaultUp' | 'at'>) => void;
  alive: Handler<Env>;
  ready: Handler<Env>;
};

/**
 * Ready until Vault has failed for as long as `patienceMs`: one lost answer is no reason to be
 * taken out of service, and with nothing asked there is nothing to complain of.
 */
export function createHealth({ clock, state, patienceMs = 120_000 }: Options): Health {
  let failingSince: number | undefined;

  return {
    note({ showsVaultUp, at }) {
      failingSince = showsVaultUp ? undefined : (failingSince ?? at);
    },
    alive: (context) => context.json({ alive: true }),
    ready(context) {
      const vault = failingSince === undefined || clock.now() - failingSince < patienceMs;
      const isReady = vault && state.isUp();
      const shared = state.isShared ? { redis: state.isUp() } : {};
      return context.json({ ready: isReady, vault, ...shared }, isReady ? 200 : 503);
    },
  };
}

type Options = { clock: Clock; state: Pick<SharedState, 'isShared' | 'isUp'>; patienceMs?: number };
