/** Asks Vault for data and reads the whole answer. It never retries and never rejects. */
import { headers } from '#contract/headers.ts';

import type { Clock } from '../clock.ts';
import { ownReply, picked, vaultReply, type Reply } from './reply.ts';
import type { Door } from './transport.ts';

export type Forward = (request: Request) => Promise<Reply>;

type Options = { door: Door; clock: Clock; mostBytes?: number };

export function forward({ door, clock, mostBytes = 16 * 1024 * 1024 }: Options): Forward {
  return function forward(request) {
    return door(request, { accept: 'application/json', read: answered });
  };

  async function answered(response: Response): Promise<Reply> {
    const body = await bytes(response, mostBytes);
    const at = clock.now();
    if (body === undefined) {
      return ownReply({ type: 'ANSWER_TOO_LARGE', message: 'Vault’s answer is over 16 MB.', at });
    }
    return vaultReply(response, body, at) ?? unreadable(response, body, at);
  }
}

/**
 * A page where data should be: planned maintenance says so by code or header
 * (docs/vault-api.md §5).
 */
export function unreadable(response: Response, body: Uint8Array, at: number): Reply {
  const told = picked(response.headers, [headers.downtimeMinutes, headers.retryAfter]);
  if (response.status === 503 || headers.downtimeMinutes in told) {
    const message = 'Vault is down for maintenance.';
    return ownReply({ type: 'VAULT_MAINTENANCE', message, at, headers: told });
  }
  return ownReply({ type: 'VAULT_UNREADABLE', message: oddity(response, body), at });
}

function oddity(response: Response, body: Uint8Array): string {
  const start = new TextDecoder().decode(body.subarray(0, 200)).trimStart();
  if (response.status >= 300 && response.status < 400) {
    return 'Vault sent a redirect instead of data.';
  }
  if (start === '') return `Vault sent an empty answer (HTTP ${response.status}).`;
  if (start.startsWith('<')) {
    return `Vault sent a web page instead of data (HTTP ${response.status}).`;
  }
  return `Vault’s answer broke off or is not data (HTTP ${response.status}).`;
}

/** The whole body, or undefined as soon as it grows past what is allowed. */
async function bytes(
  response: Response,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > most) return undefined;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
