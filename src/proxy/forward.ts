/** The only door to Vault. It never retries, never follows a redirect and never rejects. */
import type { Send } from '#contract/client.ts';
import { headers } from '#contract/headers.ts';

import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { ownReply, picked, vaultReply, type Reply } from './reply.ts';

export type Forward = (request: Request) => Promise<Reply>;

type Options = { config: Config; upstream: Send; clock: Clock; mostBytes?: number };

export function forward({
  config,
  upstream,
  clock,
  mostBytes = 16 * 1024 * 1024,
}: Options): Forward {
  return async function forward(request) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), config.timeoutMs);
    const asked = new Request(request, { redirect: 'manual', signal: stop.signal });
    asked.headers.set('Accept', 'application/json');
    asked.headers.set(headers.clientId, config.clientId);
    try {
      // Not left to the signal alone: what is upstream need not heed it.
      return await Promise.race([answered(asked), aborted(stop.signal)]);
    } catch (cause) {
      const at = clock.now();
      if (!stop.signal.aborted) {
        return ownReply({ type: 'VAULT_UNREACHABLE', message: reason(cause), at });
      }
      const message = `Vault did not answer within ${Math.ceil(config.timeoutMs / 1000)} s.`;
      return ownReply({ type: 'VAULT_TIMEOUT', message, at });
    } finally {
      clearTimeout(timer);
    }
  };

  async function answered(asked: Request): Promise<Reply> {
    const response = await upstream(asked);
    const body = await bytes(response, mostBytes);
    const at = clock.now();
    if (body === undefined) {
      return ownReply({ type: 'ANSWER_TOO_LARGE', message: 'Vault’s answer is over 16 MB.', at });
    }
    return vaultReply(response, body, at) ?? unreadable(response, body, at);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
  });
}

/** A page where data should be: planned maintenance says so by code or header (facts §5). */
function unreadable(response: Response, body: Uint8Array, at: number): Reply {
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

const reasons: Record<string, string> = {
  ENOTFOUND: 'Vault’s host could not be found by name.',
  EAI_AGAIN: 'Vault’s host could not be found by name.',
  ECONNREFUSED: 'Vault’s host refused the connection.',
  ETIMEDOUT: 'Vault’s host did not take the connection in time.',
  UND_ERR_CONNECT_TIMEOUT: 'Vault’s host did not take the connection in time.',
  EHOSTUNREACH: 'There is no way to Vault’s host from here.',
  ENETUNREACH: 'There is no way to Vault’s host from here.',
};

/** In plain words; only the code is read, since a message may quote what was sent. */
function reason(cause: unknown): string {
  const code = codeOf(cause);
  if (/CERT|SSL|TLS|SIGNATURE/.test(code)) return 'The certificate of Vault’s host is not trusted.';
  return reasons[code] ?? 'The connection to Vault broke off.';
}

function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return '';
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : undefined;
  return codeOf(first ?? cause.cause);
}
