/**
 * Vault, or a front before it, may ask for no more calls until a moment (Retry-After). Until then
 * nothing is sent: whoever asks is answered with what Vault said, and with how long is left.
 */
import { headers } from '#contract/headers.ts';

import type { Clock } from '../clock.ts';
import { ownReply, type Reply } from './reply.ts';

export type Pauses = {
  /** What to answer in place of a call; undefined where it may be made. */
  replyTo: (request: Request) => Reply | undefined;
  note: (request: Request, reply: Reply) => void;
};

/** Nobody may silence Jobwatch for longer without being asked again. */
const longestMs = 3_600_000;

type Pause = { reply: Reply; ms: number };

export function createPauses({ clock }: { clock: Clock }): Pauses {
  const pauses = new Map<string, Pause>();

  return {
    replyTo(request) {
      for (const key of keysOf(request)) {
        const pause = pauses.get(key);
        const leftMs = pause === undefined ? 0 : pause.reply.at + pause.ms - clock.now();
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
      if (![429, 503].includes(reply.status) || !(seconds > 0)) return;
      const [whole, path] = keysOf(request);
      // In Vault's own words it is the limit of one address: a job's status has one (docs/vault-api.md §6).
      const key = reply.outcome === 'API_LIMIT_EXCEEDED' ? path : whole;
      pauses.set(key, { reply, ms: Math.min(seconds * 1_000, longestMs) });
    },
  };

  function replyDuring({ reply }: Pause, { method }: Request, leftMs: number): Reply {
    const at = clock.now();
    const left = { [headers.retryAfter]: String(Math.ceil(leftMs / 1_000)) };
    if (method === 'GET') return { ...reply, at, headers: { ...reply.headers, ...left } };
    // Of a write it must be certain that it was not sent, whatever Vault's reason is.
    const message = 'Vault asked Jobwatch to wait, so nothing was sent.';
    return ownReply({ type: 'NOT_SENT', message, at, headers: left });
  }
}

/** The whole Vault, and the one address. */
function keysOf(request: Request): [string, string] {
  const { host, pathname } = new URL(request.url);
  return [host, host + pathname];
}
