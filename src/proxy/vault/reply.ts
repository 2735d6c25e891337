/** What comes of asking Vault: its own JSON, or a failure of ours in the same shape. */
import { createHash } from 'node:crypto';

import * as v from 'valibot';

import { envelope, type ErrorKind, failure, kindOf, type OwnFault } from '#contract/envelope.ts';
import { headers } from '#contract/headers.ts';

import { statusOf } from '../http/status-codes.ts';

export type Reply = {
  status: number;
  /** Only what may go back to a browser. */
  headers: Record<string, string>;
  /** Byte for byte as it came. */
  body: Uint8Array<ArrayBuffer>;
  /** SUCCESS or WARNING, or the type of the first error. */
  outcome: string;
  /** Decide on this: a failure may have any word as its type, SUCCESS among them. */
  kind: 'good' | ErrorKind;
  /** Vault, or what stands before it, has answered, even where the words are ours. */
  showsVaultUp: boolean;
  /** The user whom Vault took the caller for. */
  userId: string | undefined;
  /** When it came, in milliseconds of the proxy's clock. */
  at: number;
  /** The id of the request that it answers, where this one only gets the same. */
  repeatOf?: string;
};

type VaultFault =
  | Extract<
      OwnFault,
      | `VAULT_${string}`
      | 'ANSWER_TOO_LARGE'
      | 'ASKED_RECENTLY'
      | 'SIGN_IN_REFUSED'
      | 'NOT_SENT'
      | 'SERVER_RESTARTED'
    >
  | 'API_LIMIT_EXCEEDED'
  | 'INVALID_SESSION_ID';

const json = 'application/json;charset=UTF-8';

/** Vault's headers that are passed on; the rest, its cookies above all, is not the browser's. */
const passedOn = [
  headers.date,
  headers.burstLimit,
  headers.burstLimitRemaining,
  headers.responseDelay,
  headers.downtimeMinutes,
] as const;

/** Reads the envelope and nothing else; undefined where there is none. */
export function vaultReply(
  response: Response,
  body: Uint8Array<ArrayBuffer>,
  at: number,
): Reply | undefined {
  const read = outcomeOf(response, body);
  if (read === undefined) return undefined;
  return {
    // A redirect or an empty success can't carry an envelope: 200 is what a processed call has.
    status: response.status >= 400 ? response.status : 200,
    headers: {
      // Whatever it was called: JSON under the name of a page would be drawn as one of ours.
      'content-type': json,
      ...picked(response.headers, passedOn),
      ...retryAfterOf(response.headers, at),
    },
    body,
    ...read,
    showsVaultUp: true,
    userId: response.headers.get(headers.userId) ?? undefined,
    at,
  };
}

type OwnReply = { type: VaultFault; message: string; at: number; headers?: Record<string, string> };

export function ownReply({ type, message, at, headers: extra = {} }: OwnReply): Reply {
  return {
    status: statusOf[type],
    headers: { 'content-type': json, ...extra },
    body: new TextEncoder().encode(JSON.stringify(failure(type, message))),
    outcome: type,
    kind: kindOf(type),
    showsVaultUp: false,
    userId: undefined,
    at,
  };
}

/** Nobody may silence Jobwatch for longer without being asked again, so nobody is shown more. */
const longestWaitSeconds = 3_600;

/**
 * Retry-After in seconds, as one header or none. It may also be a date (RFC 9110 §10.2.3), which is
 * meant by the sender's own clock.
 */
export function retryAfterOf(received: Headers, at: number): Record<string, string> {
  const written = received.get(headers.retryAfter)?.trim() ?? '';
  const sent = Date.parse(received.get(headers.date) ?? '');
  const seconds = /^\d+$/.test(written)
    ? Number(written)
    : Math.ceil((Date.parse(written) - (Number.isNaN(sent) ? at : sent)) / 1_000);
  // Not a number, or over already.
  if (!(seconds > 0)) return {};
  return { [headers.retryAfter]: String(Math.min(seconds, longestWaitSeconds)) };
}

export function isReply(value: object): value is Reply {
  return 'outcome' in value && 'showsVaultUp' in value;
}

export function isGood({ kind }: Pick<Reply, 'kind'>): boolean {
  return kind === 'good';
}

/**
 * Vault's own refusal, which the same question will meet again for a while. HTTP 429 and 5xx mean
 * for now, whatever the type.
 */
export function isFinal({ kind, showsVaultUp, status }: Reply): boolean {
  if (!showsVaultUp || status >= 500 || status === 429) return false;
  return kind === 'refused' || kind === 'no-right';
}

/** Weak, as a proxy on the way may compress what it tags. */
export function etagOf(body: Uint8Array): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

function picked(received: Headers, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = received.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

/** A failure of which Vault gives only words. */
const untyped = 'NO_TYPE';

function outcomeOf(
  { status: httpStatus }: Response,
  body: Uint8Array,
): Pick<Reply, 'outcome' | 'kind'> | undefined {
  try {
    const { responseStatus, errors } = v.parse(
      envelope,
      JSON.parse(new TextDecoder().decode(body)),
    );
    if (responseStatus === 'SUCCESS' || responseStatus === 'WARNING') {
      return { outcome: responseStatus, kind: 'good' };
    }
    const type = errors[0]?.type ?? '';
    const kind = kindOf(type, { isException: responseStatus === 'EXCEPTION', httpStatus });
    return { outcome: type || untyped, kind };
  } catch {
    return undefined;
  }
}
