/**
 * The only way out to Vault: once, in time, without following a redirect. It never retries and
 * never rejects: what goes wrong is a reply too.
 */
import type { Send } from '#contract/client.ts';
import { headers } from '#contract/headers.ts';

import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { connectionFault } from './connection-fault.ts';
import { createPauses } from './pauses.ts';
import { isReply, ownReply, vaultReply, type Reply } from './reply.ts';
import { apiRoot, type Vault } from './request.ts';
import { unreadableReply } from './unreadable-reply.ts';

export type Transport = {
  ask: Vault;
  /** The same for requests that the contract's client makes. */
  send: Send;
  /** For what may be large: `read` has to end in time, but not the body that it passes on. */
  open: <T extends object>(request: Request, opening: Opening<T>) => Promise<T | Reply>;
};

type Opening<T> = {
  accept: string;
  read: (response: Response) => Promise<T | Reply>;
  /** Ends the call, even after `read`. */
  leaving?: AbortSignal;
};

type Options = {
  config: Config;
  upstream: Send;
  clock: Clock;
  maxBytes?: number;
  onReply?: (reply: Pick<Reply, 'outcome' | 'kind' | 'showsVaultUp' | 'at'>, ms: number) => void;
};

export function createTransport({
  config,
  upstream,
  clock,
  maxBytes = 16 * 1024 * 1024,
  onReply = () => {},
}: Options): Transport {
  const pauses = createPauses({ clock });
  return { ask, send, open };

  function ask({ viewer, endpoint, address }: Parameters<Vault>[0]): Promise<Reply> {
    // Session ids go raw, without Bearer (docs/vault-api.md §4).
    const init = { method: endpoint.method, headers: { Authorization: viewer.sessionId } };
    return fetchReply(new Request(apiRoot(config, viewer.vault) + address, init));
  }

  async function send(request: Request): Promise<Response> {
    const { body, status, userId, headers: received } = await fetchReply(request);
    const user = userId === undefined ? {} : { [headers.userId]: userId };
    return new Response(body, { status, headers: { ...received, ...user } });
  }

  async function fetchReply(request: Request): Promise<Reply> {
    const read = (response: Response) => readReply(request, response);
    return open(request, { accept: 'application/json', read });
  }

  async function readReply(request: Request, response: Response): Promise<Reply> {
    const body = await readBytes(response, maxBytes);
    const at = clock.now();
    if (body === undefined) {
      return ownReply({ type: 'ANSWER_TOO_LARGE', message: 'Vault’s answer is over 16 MB.', at });
    }
    return vaultReply(response, body, at) ?? unreadableReply({ request, response, body, at });
  }

  async function open<T extends object>(request: Request, opening: Opening<T>): Promise<T | Reply> {
    const paused = pauses.replyTo(request);
    if (paused !== undefined) return paused;
    const began = clock.now();
    const opened = await inTime(request, opening);
    const at = clock.now();
    if (isReply(opened)) pauses.note(request, opened);
    const passedOn = { outcome: 'SUCCESS', kind: 'good' as const, showsVaultUp: true, at };
    const reply = isReply(opened) ? opened : passedOn;
    // That a browser left says nothing about Vault.
    if (opening.leaving?.aborted !== true) onReply(reply, at - began);
    return opened;
  }

  async function inTime<T>(
    request: Request,
    { accept, read, leaving }: Opening<T>,
  ): Promise<T | Reply> {
    const stop = new AbortController();
    if (leaving?.aborted) stop.abort();
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      stop.abort();
    }, config.timeoutMs);
    leaving?.addEventListener('abort', () => stop.abort(), { once: true });
    const outgoing = new Request(request, { redirect: 'manual', signal: stop.signal });
    outgoing.headers.set('Accept', accept);
    outgoing.headers.set(headers.clientId, config.clientId);
    try {
      // Not left to the signal alone: what is upstream need not heed it.
      return await Promise.race([upstream(outgoing).then(read), rejectOnAbort(stop.signal)]);
    } catch (cause) {
      const at = clock.now();
      if (!isLate) {
        return ownReply({ type: 'VAULT_UNREACHABLE', message: connectionFault(cause), at });
      }
      const message = `Vault did not answer within ${Math.ceil(config.timeoutMs / 1000)} s.`;
      return ownReply({ type: 'VAULT_TIMEOUT', message, at });
    } finally {
      clearTimeout(timer);
    }
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(new Error('aborted'));
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
  });
}

/** The whole body, or undefined as soon as it grows past what is allowed. */
async function readBytes(
  response: Response,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
