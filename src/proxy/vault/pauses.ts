/**
 * Vault, or a front before it, may ask for no more calls until a moment (Retry-After). Until then
 * nothing is sent: whoever asks is answered with why, and with how long is left.
 */
import { LRUCache } from 'lru-cache';

import { headers } from '#contract/headers.ts';

import type { Clock } from '../clock.ts';
import { isGood, ownReply, type Reply } from './reply.ts';

export type Pauses = {
  /** What to answer in place of a call; undefined where it may be made. */
  replyTo: (request: Request) => Reply | undefined;
  note: (request: Request, reply: Reply) => void;
};

/** Of the reply that began it only what is true for everybody: its text may be one viewer's. */
type Pause = {
  type: keyof typeof reasons;
  headers: Record<string, string>;
  began: number;
  ms: number;
};

const reasons = {
  API_LIMIT_EXCEEDED: 'Vault’s API limit is reached for this call.',
  VAULT_MAINTENANCE: 'Vault is down for maintenance.',
  VAULT_ASKED_TO_WAIT: 'Vault asked Jobwatch to wait.',
} as const;

export function createPauses({ clock }: { clock: Clock }): Pauses {
  // Addresses hold ids that browsers choose, so their number has to have a bound.
  const pauses = new LRUCache<string, Pause>({ max: 1_000 });

  return {
    replyTo(request) {
      // A sign-out goes through: nobody would end the session later. Nothing else is deleted.
      if (request.method === 'DELETE') return undefined;
      for (const key of keysOf(request)) {
        const pause = pauses.get(key);
        const leftMs = pause === undefined ? 0 : pause.began + pause.ms - clock.now();
        // After a clock that was put back, more would be left than was asked for.
        if (pause !== undefined && leftMs > 0 && leftMs <= pause.ms) {
          return replyDuring(pause, request, leftMs);
        }
        pauses.delete(key);
      }
      return undefined;
    },
    note(request, reply) {
      const seconds = Number(reply.headers[headers.retryAfter] ?? 0);
      if (isGood(reply) || ![429, 503].includes(reply.status) || !(seconds > 0)) return;
      const type = typeOf(reply);
      const isSignIn = !request.headers.has('authorization');
      // The limit of signing in is of one user name (docs/vault-api.md §6), and others may go on.
      if (type === 'API_LIMIT_EXCEEDED' && isSignIn) return;
      const [whole, path] = keysOf(request);
      const downtime = reply.headers[headers.downtimeMinutes];
      // In Vault's own words it is the limit of one address: a job's status has one (docs/vault-api.md §6).
      pauses.set(type === 'API_LIMIT_EXCEEDED' ? path : whole, {
        type,
        headers: downtime === undefined ? {} : { [headers.downtimeMinutes]: downtime },
        began: reply.at,
        ms: seconds * 1_000,
      });
    },
  };

  function replyDuring(pause: Pause, { method }: Request, leftMs: number): Reply {
    const at = clock.now();
    const left = { [headers.retryAfter]: String(Math.ceil(leftMs / 1_000)) };
    if (method === 'GET') {
      const { type } = pause;
      return ownReply({ type, message: reasons[type], at, headers: { ...pause.headers, ...left } });
    }
    // Of a write it must be certain that it was not sent, whatever Vault's reason is.
    const message = 'Vault asked Jobwatch to wait, so nothing was sent.';
    return ownReply({ type: 'NOT_SENT', message, at, headers: left });
  }
}

function typeOf({ outcome }: Reply): Pause['type'] {
  const isKnown = outcome === 'API_LIMIT_EXCEEDED' || outcome === 'VAULT_MAINTENANCE';
  return isKnown ? outcome : 'VAULT_ASKED_TO_WAIT';
}

/** The whole Vault, and the one address. */
function keysOf(request: Request): [string, string] {
  const { host, pathname } = new URL(request.url);
  return [host, host + pathname];
}
