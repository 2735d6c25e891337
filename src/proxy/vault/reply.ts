/** What comes of asking Vault: its own JSON, or a failure of ours in the same shape. */
import { createHash } from 'node:crypto';

import { envelope, failure, type OwnFault, VaultError } from '#contract/envelope.ts';
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
  /** Said by Vault, not by us about it. */
  byVault: boolean;
  /** The user whom Vault took the caller for. */
  userId: string | undefined;
  /** When it came, in milliseconds of the proxy's clock. */
  at: number;
};

type VaultFault =
  | Extract<
      OwnFault,
      `VAULT_${string}` | 'ANSWER_TOO_LARGE' | 'ASKED_RECENTLY' | 'SIGN_IN_REFUSED' | 'NOT_SENT'
    >
  | 'API_LIMIT_EXCEEDED'
  | 'INVALID_SESSION_ID';

/** Vault's headers that are passed on; the rest, its cookies above all, is not the browser's. */
const passedOn = [
  'content-type',
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
  const outcome = outcomeOf(body);
  if (outcome === undefined) return undefined;
  return {
    // A redirect or an empty success can't carry an envelope: 200 is what a processed call has.
    status: response.status >= 400 ? response.status : 200,
    headers: { ...picked(response.headers, passedOn), ...retryAfterOf(response.headers, at) },
    body,
    outcome,
    byVault: true,
    userId: response.headers.get(headers.userId) ?? undefined,
    at,
  };
}

type OwnReply = { type: VaultFault; message: string; at: number; headers?: Record<string, string> };

export function ownReply({ type, message, at, headers: extra = {} }: OwnReply): Reply {
  return {
    status: statusOf[type],
    headers: { 'content-type': 'application/json;charset=UTF-8', ...extra },
    body: new TextEncoder().encode(JSON.stringify(failure(type, message))),
    outcome: type,
    byVault: false,
    userId: undefined,
    at,
  };
}

/** The longest wait that is passed on: a day. */
const longestWaitSeconds = 86_400;

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
  return 'outcome' in value && 'byVault' in value;
}

export function isGood({ outcome }: Reply): boolean {
  return outcome === 'SUCCESS' || outcome === 'WARNING';
}

/** Vault's own refusal, which the same question will meet again for a while. */
export function isFinal({ outcome, byVault }: Reply): boolean {
  if (!byVault) return false;
  const { kind } = new VaultError([{ type: outcome, message: '' }]);
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

function outcomeOf(body: Uint8Array): string | undefined {
  try {
    const { responseStatus, errors } = envelope.parse(JSON.parse(new TextDecoder().decode(body)));
    if (responseStatus === 'SUCCESS' || responseStatus === 'WARNING') return responseStatus;
    return errors[0]?.type || untyped;
  } catch {
    return undefined;
  }
}
