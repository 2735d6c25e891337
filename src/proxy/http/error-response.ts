/** Answers of the proxy's own, in Vault's envelope, so that a browser reads one shape only. */
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import { failure, type Fault, type OwnFault, type VaultError } from '#contract/envelope.ts';
import { headers } from '#contract/headers.ts';

import type { Asked } from '../context.ts';
import type { Reply } from '../vault/reply.ts';

/** Types of ours, and those of Vault's that the proxy says in its own name. */
type RefusalType =
  | Exclude<OwnFault, 'PROXY_UNREACHABLE' | 'PROXY_TIMEOUT'>
  | 'METHOD_NOT_SUPPORTED'
  | 'INVALID_SESSION_ID'
  | 'INVALID_DATA'
  | 'PARAMETER_REQUIRED'
  | 'API_LIMIT_EXCEEDED'
  | 'UNEXPECTED_ERROR';

/** The HTTP status is for proxies and logs on the way; readers decide on the type. */
export const statusOf: Record<RefusalType, ContentfulStatusCode> = {
  INVALID_DATA: 400,
  PARAMETER_REQUIRED: 400,
  UNKNOWN_VAULT: 400,
  INVALID_SESSION_ID: 401,
  FOREIGN_ORIGIN: 403,
  READ_ONLY: 403,
  WRONG_VAULT: 403,
  NOT_IN_CONTRACT: 404,
  METHOD_NOT_SUPPORTED: 405,
  BODY_TOO_LARGE: 413,
  FOREIGN_HOST: 421,
  TOO_MANY_ATTEMPTS: 429,
  ASKED_RECENTLY: 429,
  API_LIMIT_EXCEEDED: 429,
  UNEXPECTED_ERROR: 500,
  ANSWER_TOO_LARGE: 502,
  VAULT_UNREACHABLE: 502,
  VAULT_UNREADABLE: 502,
  VAULT_MAINTENANCE: 503,
  DISPLAY_SIGNED_OUT: 503,
  VAULT_TIMEOUT: 504,
};

/** Says no, and leaves the type for the log. */
export function refuse(context: Asked, type: RefusalType, message: string): Response {
  context.set('outcome', type);
  return context.json(failure(type, message), { status: statusOf[type], headers: unkept });
}

/** The answer to any path that is none. */
export function nothing(context: Asked): Response {
  return refuse(context, 'NOT_IN_CONTRACT', 'There is nothing of this name here.');
}

/** Passes on what a call to Vault failed with. */
export function refuseWith(context: Asked, error: VaultError): Response {
  context.set('outcome', error.type);
  if (error.retryAfterSeconds !== undefined) {
    context.header(headers.retryAfter, String(error.retryAfterSeconds));
  }
  if (error.downtimeMinutes !== undefined) {
    context.header(headers.downtimeMinutes, String(error.downtimeMinutes));
  }
  const body: { responseStatus: 'FAILURE'; errors: Fault[] } = {
    responseStatus: 'FAILURE',
    errors: error.faults,
  };
  return context.json(body, {
    status: isOurs(error.type) ? statusOf[error.type] : statusOfVaults(error),
    headers: unkept,
  });
}

/** Vault's own refusals of a sign-in are 401, unless it is only that it can't be used now. */
function statusOfVaults({ kind }: VaultError): ContentfulStatusCode {
  return kind === 'unreachable' ? 503 : 401;
}

/**
 * Passes on a reply that is none of the data asked for. Never with HTTP 200, as Vault's own have:
 * a browser would save it as the file.
 */
export function refuseAs(context: Asked, { outcome, status, headers, body }: Reply): Response {
  context.set('outcome', outcome);
  const own = isOurs(outcome) ? statusOf[outcome] : 403;
  return new Response(body, {
    status: status >= 400 ? status : own,
    headers: { ...headers, 'content-type': 'application/json;charset=UTF-8', ...unkept },
  });
}

/** An answer of ours that went well. */
export function grant(context: Asked, data: unknown): Response {
  const body = { responseStatus: 'SUCCESS', data };
  return context.json(body, { headers: { 'Cache-Control': 'private, no-cache', Vary: 'Cookie' } });
}

const unkept = { 'Cache-Control': 'no-store' };

function isOurs(type: string): type is RefusalType {
  return Object.hasOwn(statusOf, type);
}
