/**
 * The only way out to Vault: once, in time, without following a redirect. Never rejects: what
 * goes wrong is a reply too.
 */
import type { Send } from '#contract/client.ts';
import { headers } from '#contract/headers.ts';

import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { ownReply, type Reply } from './reply.ts';

export type Door = <T>(request: Request, opening: Opening<T>) => Promise<T | Reply>;

type Opening<T> = {
  accept: string;
  /** Has to be done in time; what goes on after it, such as a body that streams, has not. */
  read: (response: Response) => Promise<T>;
  /** Ends all, also what goes on after `read`. */
  leaving?: AbortSignal;
};

type Options = { config: Config; upstream: Send; clock: Clock };

export function door({ config, upstream, clock }: Options): Door {
  return async function door(request, { accept, read, leaving }) {
    const stop = new AbortController();
    if (leaving?.aborted) stop.abort();
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      stop.abort();
    }, config.timeoutMs);
    leaving?.addEventListener('abort', () => stop.abort(), { once: true });
    const asked = new Request(request, { redirect: 'manual', signal: stop.signal });
    asked.headers.set('Accept', accept);
    asked.headers.set(headers.clientId, config.clientId);
    try {
      // Not left to the signal alone: what is upstream need not heed it.
      return await Promise.race([upstream(asked).then(read), aborted(stop.signal)]);
    } catch (cause) {
      const at = clock.now();
      if (!isLate) return ownReply({ type: 'VAULT_UNREACHABLE', message: reason(cause), at });
      const message = `Vault did not answer within ${Math.ceil(config.timeoutMs / 1000)} s.`;
      return ownReply({ type: 'VAULT_TIMEOUT', message, at });
    } finally {
      clearTimeout(timer);
    }
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(new Error('aborted'));
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
  });
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
