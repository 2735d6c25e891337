/** Which HTTP status goes with which type of error. */
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import type { OwnFault } from '#contract/envelope.ts';

/** Types of ours, and those of Vault's that the proxy says in its own name. */
export type RefusalType =
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
  SIGN_IN_REFUSED: 401,
  FOREIGN_ORIGIN: 403,
  READ_ONLY: 403,
  WRONG_VAULT: 403,
  NOT_IN_CONTRACT: 404,
  METHOD_NOT_SUPPORTED: 405,
  SERVER_RESTARTED: 412,
  BODY_TOO_LARGE: 413,
  SESSION_CHANGED: 409,
  FOREIGN_HOST: 421,
  IDEMPOTENCY_KEY_REUSED: 422,
  TOO_MANY_ATTEMPTS: 429,
  ASKED_RECENTLY: 429,
  VAULT_ASKED_TO_WAIT: 429,
  NOT_SENT: 429,
  API_LIMIT_EXCEEDED: 429,
  UNEXPECTED_ERROR: 500,
  ANSWER_TOO_LARGE: 502,
  VAULT_UNREACHABLE: 502,
  VAULT_UNREADABLE: 502,
  VAULT_MAINTENANCE: 503,
  DISPLAY_SIGNED_OUT: 503,
  SHARED_STATE_DOWN: 503,
  VAULT_TIMEOUT: 504,
};
