/**
 * The one place that calls and the one place that parses. Built on a `send` that takes a Request
 * to a Response: `fetch` in the browser, the proxy's own door to Vault, the simulator in tests.
 */
import * as v from 'valibot';

import { address, bodyOf, isWrite, type Endpoint, type Input, type Output } from './endpoint.ts';
import { envelope, ownError, VaultError } from './envelope.ts';
import type { Fault } from './fault.ts';
import { headers, numberIn } from './headers.ts';
import { instant, type Instant } from './instant.ts';
import { isZone } from './zone.ts';

export type Send = (request: Request) => Promise<Response>;

/**
 * Of the whole Vault's burst budget, shared with every other integration (docs/vault-api.md §6).
 */
export type Budget = { limit: number; remaining: number };

export type Answer<T> = {
  data: T;
  /** When Vault said so, on the caller's own clock. */
  asOf: Instant;
  /** How far Vault's clock is ahead of the caller's, in milliseconds; undefined if untold. */
  skewMs: number | undefined;
  budget: Budget | undefined;
  /** Milliseconds by which Vault delayed this answer since its burst budget is used up. */
  delayMs: number;
  /** What Vault says of an answer that it calls incomplete or doubtful; empty for most. */
  warnings: Fault[];
  /** The body as it came, to be looked at and copied. */
  raw: string;
};

export type CallOptions = { signal?: AbortSignal; headers?: Record<string, string> };

export type Call = <E extends Endpoint>(
  endpoint: E,
  input: Input<E>,
  options?: CallOptions,
) => Promise<Answer<Output<E>>>;

type Options = {
  send: Send;
  /** The root that an endpoint's path is put behind. */
  root: (endpoint: Endpoint) => string;
  now: () => number;
};

/** Makes the `call` that everything uses. Every failure rejects with a VaultError, or an AbortError. */
export function client({ send, root, now }: Options): Call {
  return async function call(endpoint, input, options = {}) {
    const values = { ...input };
    const body = bodyOf(endpoint, values);
    const request = new Request(root(endpoint) + address(endpoint, values), {
      method: endpoint.method,
      headers: {
        ...(endpoint.encoding === 'json' && { 'Content-Type': 'application/json' }),
        // Not for Vault, which knows no such header.
        ...(isWrite(endpoint) &&
          endpoint.caller === 'viewer' && { [headers.idempotencyKey]: idempotencyKey() }),
        ...options.headers,
      },
      ...(body !== undefined && { body }),
      ...(options.signal && { signal: options.signal }),
    });
    const response = await send(request).catch((cause: unknown) => {
      throw asVaultError(cause);
    });
    const raw = await response.text().catch((cause: unknown) => {
      throw asVaultError(cause);
    });
    const at = now();
    return { ...read(endpoint, { response, raw, at }), ...freshness(response.headers, at), raw };
  };
}

/**
 * A browser sends a request again by itself where a connection that it reuses is lost before the
 * answer, and so do some servers on the way. Not by `randomUUID`, which plain http doesn't have.
 */
function idempotencyKey(): string {
  return `"${crypto.getRandomValues(new Uint32Array(4)).join('-')}"`;
}

type Received = { response: Response; raw: string; at: number };

function read<E extends Endpoint>(endpoint: E, { response, raw, at }: Received) {
  const body = parseJson(raw);
  const opened = v.safeParse(envelope, body);
  const details = detailsOf(response, at);
  if (!opened.success) throw unreadable(response, raw, details);
  const { responseStatus, errors, warnings } = opened.output;
  if (responseStatus === 'FAILURE' || responseStatus === 'EXCEPTION') {
    const [first = { type: '', message: '' }, ...rest] = errors;
    const isException = responseStatus === 'EXCEPTION';
    throw new VaultError([first, ...rest], { ...details, isException });
  }
  const times = response.headers.get(headers.times) ?? 'utc';
  if (!isZone(times)) {
    throw ownError('VAULT_UNREADABLE', `Dates are in a zone unknown here: ${times}.`, details);
  }
  const parsed = v.safeParse(endpoint.answer(times), body);
  if (!parsed.success) {
    throw ownError(
      'VAULT_UNREADABLE',
      'The answer is not of the shape that was expected.',
      details,
    );
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema is E's own, which inference can't follow
  return { data: parsed.output as Output<E>, warnings };
}

/**
 * Ids past 2^53 would be rounded by JSON.parse and name another job or person: they are read as
 * text. A quotation mark inside a title is escaped, so no title can look like a key.
 */
const longId = /("(?:id|job_id|userId|created_by|modified_by)"\s*:\s*)(\d{16,})(?![\d.e])/gi;

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw.replace(longId, '$1"$2"'));
  } catch {
    return undefined;
  }
}

function unreadable(
  response: Response,
  raw: string,
  details: ReturnType<typeof detailsOf>,
): VaultError {
  if (details.downtimeMinutes !== undefined || response.status === 503) {
    return ownError('VAULT_MAINTENANCE', 'Vault is down for maintenance.', details);
  }
  return ownError(
    'VAULT_UNREADABLE',
    raw.trimStart().startsWith('<')
      ? 'A web page came back instead of data.'
      : 'The answer broke off or is not data.',
    details,
  );
}

function detailsOf(response: Response, at: number) {
  const downtimeMinutes = numberIn(response.headers, headers.downtimeMinutes);
  const retryAfterSeconds = numberIn(response.headers, headers.retryAfter);
  return {
    httpStatus: response.status,
    ...(downtimeMinutes !== undefined && { downtimeMinutes }),
    ...(retryAfterSeconds !== undefined && {
      retryAfterSeconds,
      retryAt: at + retryAfterSeconds * 1_000,
    }),
  };
}

/** Freshness travels in standard headers: Date is Vault's clock, Age the time since then. */
function freshness(received: Headers, now: number) {
  const ageMs = (numberIn(received, headers.age) ?? 0) * 1000;
  const said = Date.parse(received.get(headers.date) ?? '');
  const limit = numberIn(received, headers.burstLimit);
  const remaining = numberIn(received, headers.burstLimitRemaining);
  return {
    asOf: instant(now - ageMs),
    skewMs: Number.isNaN(said) ? undefined : said + ageMs - now,
    budget: limit === undefined || remaining === undefined ? undefined : { limit, remaining },
    delayMs: numberIn(received, headers.responseDelay) ?? 0,
  };
}

/** An abort stays one; a time-out and a broken connection become errors the app has words for. */
function asVaultError(cause: unknown): unknown {
  if (cause instanceof VaultError) return cause;
  const name = cause instanceof Error ? cause.name : '';
  if (name === 'AbortError') return cause;
  if (name === 'TimeoutError') return ownError('PROXY_TIMEOUT', 'No answer came in time.');
  return ownError('PROXY_UNREACHABLE', 'The connection could not be made, or broke off.');
}
