/** What comes of asking Vault: its own JSON, or a failure of ours in the same shape. */
import { createHash } from 'node:crypto';

import { envelope, failure, type OwnFault } from '#contract/envelope.ts';
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
  | Extract<OwnFault, `VAULT_${string}` | 'ANSWER_TOO_LARGE' | 'ASKED_RECENTLY'>
  | 'API_LIMIT_EXCEEDED';

/** Vault's headers that are passed on; the rest, its cookies above all, is not the browser's. */
const passedOn = [
  'content-type',
  headers.date,
  headers.burstLimit,
  headers.burstLimitRemaining,
  headers.responseDelay,
  headers.downtimeMinutes,
  headers.retryAfter,
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
    headers: picked(response.headers, passedOn),
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

/**
 * A page where data should be: planned maintenance says so by code or header
 * (docs/vault-api.md §5).
 */
export function unreadableReply(response: Response, body: Uint8Array, at: number): Reply {
  const downtime = picked(response.headers, [headers.downtimeMinutes, headers.retryAfter]);
  if (response.status === 503 || headers.downtimeMinutes in downtime) {
    const message = 'Vault is down for maintenance.';
    return ownReply({ type: 'VAULT_MAINTENANCE', message, at, headers: downtime });
  }
  return ownReply({ type: 'VAULT_UNREADABLE', message: whatCame(response, body), at });
}

function whatCame(response: Response, body: Uint8Array): string {
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

export function isReply(value: object): value is Reply {
  return 'outcome' in value && 'byVault' in value;
}

export function isGood({ outcome }: Reply): boolean {
  return outcome === 'SUCCESS' || outcome === 'WARNING';
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

function outcomeOf(body: Uint8Array): string | undefined {
  try {
    const { responseStatus, errors } = envelope.parse(JSON.parse(new TextDecoder().decode(body)));
    if (responseStatus === 'SUCCESS' || responseStatus === 'WARNING') return responseStatus;
    return errors[0]?.type ?? 'UNEXPECTED_ERROR';
  } catch {
    return undefined;
  }
}
