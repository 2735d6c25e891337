/**
 * The envelope around every answer, Vault's and the proxy's, and the one error that comes of it.
 * HTTP 200 says nothing: only `responseStatus` does (docs/vault-api.md §5).
 */
import * as v from 'valibot';

import { type Fault, faultsIn } from './fault.ts';

const envelopeShape = v.looseObject({
  responseStatus: v.pipe(
    v.string(),
    v.trim(),
    v.toUpperCase(),
    v.picklist(['SUCCESS', 'WARNING', 'FAILURE', 'EXCEPTION']),
  ),
});

export const envelope = v.pipe(
  envelopeShape,
  v.transform((body): Envelope => {
    const { responseStatus } = body;
    const isFailed = responseStatus === 'FAILURE' || responseStatus === 'EXCEPTION';
    return {
      ...body,
      errors: isFailed ? reasonsOf(body) : [],
      warnings: isFailed ? [] : warningsOf(body, responseStatus === 'WARNING'),
    };
  }),
);

type Body = v.InferOutput<typeof envelopeShape>;

type Envelope = Body & {
  /** Why it failed: at least one reason where it did. */
  errors: Fault[];
  warnings: Fault[];
};

function reasonsOf(body: Body): Fault[] {
  const [first, ...rest] = [...faultsIn(body['errors']), ...faultsIn(body['error'])];
  const [said] = faultsIn({ ...body, errors: undefined, error: undefined });
  if (first === undefined) {
    return [said ?? { type: 'UNEXPECTED_ERROR', message: 'Vault gave no reason.' }];
  }
  return [{ ...first, message: first.message || (said?.message ?? '') }, ...rest];
}

/** A SUCCESS may carry warnings too; a WARNING without any is one all the same. */
function warningsOf(body: Body, isWarning: boolean): Fault[] {
  const warnings = [...faultsIn(body['warnings']), ...faultsIn(body['warning'])];
  if (warnings.length > 0 || !isWarning) return warnings;
  const { responseMessage } = body;
  const [said] = isPlainSuccess(responseMessage) ? [] : faultsIn(responseMessage);
  return [said ?? { type: 'WARNING', message: 'Vault gave no reason.' }];
}

/** `OK` and `Success` stand in `responseMessage` wherever nothing went wrong (docs/vault-api.md §5). */
function isPlainSuccess(text: unknown): boolean {
  return typeof text === 'string' && /^(?:ok|success)\W*$/i.test(text.trim());
}

/** Error types of ours, in the same envelope as Vault's own. */
export const ownFaults = [
  'VAULT_UNREACHABLE',
  'VAULT_TIMEOUT',
  'VAULT_MAINTENANCE',
  'VAULT_UNREADABLE',
  /** By HTTP 429, or until the time is over that an answer with 429 or 503 has named. */
  'VAULT_ASKED_TO_WAIT',
  /** A write, while Vault has asked to wait. */
  'NOT_SENT',
  'ANSWER_TOO_LARGE',
  'PROXY_UNREACHABLE',
  'PROXY_TIMEOUT',
  'NOT_IN_CONTRACT',
  'FOREIGN_ORIGIN',
  'FOREIGN_HOST',
  'BODY_TOO_LARGE',
  'WRONG_VAULT',
  /** The browser is signed in to another Vault, or as another user, than the page believes. */
  'SESSION_CHANGED',
  /** Without a word of Vault's own. */
  'SIGN_IN_REFUSED',
  'UNKNOWN_VAULT',
  'TOO_MANY_ATTEMPTS',
  'ASKED_RECENTLY',
  'READ_ONLY',
  /** The same key with another request. */
  'IDEMPOTENCY_KEY_REUSED',
  /** Nobody can say whether the server had carried this out before it was restarted. */
  'SERVER_RESTARTED',
  /** The account that displays look through has no session and can't get one now. */
  'DISPLAY_SIGNED_OUT',
  /** The store that several servers share can't be reached: what needs it was not begun. */
  'SHARED_STATE_DOWN',
] as const;
export type OwnFault = (typeof ownFaults)[number];

/** Whether Jobwatch has refused it: Vault may never have seen the request. */
export function isOwnFault(type: string): boolean {
  return ownFaults.some((own) => own === type);
}

/** A failed answer in Vault's own shape. */
export function failure(type: string, message: string) {
  return { responseStatus: 'FAILURE' as const, errors: [{ type, message }] };
}

/**
 * What the viewer can do about an error:
 * `sign-in` again · `no-right`, ask an admin · `slow-down`, wait · `unreachable`, comes back by
 * itself · `refused`, this request is not going to work.
 */
export type ErrorKind = 'sign-in' | 'no-right' | 'slow-down' | 'unreachable' | 'refused';

/**
 * Types are stable within an API version, messages are not: match on these (docs/vault-api.md §5).
 * Of the documented refusals those are listed that Vault has reason to send here.
 */
const kinds: Record<string, ErrorKind> = {
  INVALID_SESSION_ID: 'sign-in',
  INSUFFICIENT_ACCESS: 'no-right',
  INACTIVE_USER: 'no-right',
  CONFIGURATION_MODE_ENABLED: 'unreachable',
  API_LIMIT_EXCEEDED: 'slow-down',
  TOO_MANY_ATTEMPTS: 'slow-down',
  ASKED_RECENTLY: 'slow-down',
  VAULT_ASKED_TO_WAIT: 'slow-down',
  NOT_SENT: 'slow-down',
  UNEXPECTED_ERROR: 'unreachable',
  OPERATION_IN_PROGRESS: 'unreachable',
  RACE_CONDITION: 'unreachable',
  VAULT_UNREACHABLE: 'unreachable',
  VAULT_TIMEOUT: 'unreachable',
  VAULT_MAINTENANCE: 'unreachable',
  VAULT_UNREADABLE: 'unreachable',
  ANSWER_TOO_LARGE: 'unreachable',
  PROXY_UNREACHABLE: 'unreachable',
  PROXY_TIMEOUT: 'unreachable',
  SERVER_RESTARTED: 'unreachable',
  // Nobody at the display can sign in: it comes back once whoever runs Jobwatch has seen to it.
  DISPLAY_SIGNED_OUT: 'unreachable',
  SHARED_STATE_DOWN: 'unreachable',
  MALFORMED_URL: 'refused',
  METHOD_NOT_SUPPORTED: 'refused',
  NO_PASSWORD_PROVIDED: 'refused',
  USERNAME_OR_PASSWORD_INCORRECT: 'refused',
  USER_LOCKED_OUT: 'refused',
  PASSWORD_CHANGE_REQUIRED: 'refused',
  PARAMETER_REQUIRED: 'refused',
  INVALID_DATA: 'refused',
  OPERATION_NOT_ALLOWED: 'refused',
  USER_NOT_FOUND: 'refused',
};

/** A type of this file. Any other may be any text that Vault, or whoever answers for it, has written. */
export function isKnownType(type: string): boolean {
  return Object.hasOwn(kinds, type);
}

/** By the type alone where it is known; the HTTP status counts only where it isn't. */
export function kindOf(
  type: string,
  { isException, httpStatus }: Pick<Details, 'isException' | 'httpStatus'> = {},
): ErrorKind {
  const known = kinds[type];
  if (known !== undefined && known !== 'refused') return known;
  if (isException === true) return 'unreachable';
  if (known === undefined && httpStatus === 429) return 'slow-down';
  if (known === undefined && httpStatus === 503) return 'unreachable';
  return 'refused';
}

type Details = {
  httpStatus?: number;
  /** Something failed inside Vault: it may work again, unless its type says what else to do. */
  isException?: boolean;
  downtimeMinutes?: number;
  retryAfterSeconds?: number;
  retryAt?: number;
};

/** Everything that can go wrong with a call. `message` is Vault's or the proxy's own. */
export class VaultError extends Error {
  override name = 'VaultError';
  readonly type: string;
  readonly kind: ErrorKind;
  readonly faults: readonly [Fault, ...Fault[]];
  readonly httpStatus: number | undefined;
  readonly isException: boolean;
  /** How long Vault expects a planned downtime to last, where it says so (docs/vault-api.md §5). */
  readonly downtimeMinutes: number | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** The same as a moment of the caller's clock, in milliseconds. */
  readonly retryAt: number | undefined;

  constructor(faults: readonly [Fault, ...Fault[]], details: Details = {}) {
    super(faults[0].message);
    this.type = faults[0].type;
    this.faults = faults;
    this.isException = details.isException === true;
    this.kind = kindOf(this.type, details);
    this.httpStatus = details.httpStatus;
    this.downtimeMinutes = details.downtimeMinutes;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.retryAt = details.retryAt;
  }

  /** The same error, to be tried again after another time. */
  withRetryAfter(retryAfterSeconds: number): VaultError {
    const { httpStatus, isException, downtimeMinutes } = this;
    return new VaultError(this.faults, {
      isException,
      retryAfterSeconds,
      ...(httpStatus !== undefined && { httpStatus }),
      ...(downtimeMinutes !== undefined && { downtimeMinutes }),
    });
  }
}

/**
 * Whether a write may have been carried out although it failed. A Vault that says itself that it is
 * closed does nothing, and nothing is sent without the store that servers share; any other failure that may pass may come from a gateway that lost the answer.
 */
export function mayHaveHappened({
  kind,
  type,
  downtimeMinutes,
}: Pick<VaultError, 'kind' | 'type' | 'downtimeMinutes'>): boolean {
  return kind === 'unreachable' && !saysClosed({ type, downtimeMinutes });
}

export function saysClosed({
  type,
  downtimeMinutes,
}: Pick<VaultError, 'type' | 'downtimeMinutes'>): boolean {
  return downtimeMinutes !== undefined || closed.has(type);
}

const closed = new Set(['CONFIGURATION_MODE_ENABLED', 'SHARED_STATE_DOWN']);

/** An error of ours, as the client meets it. */
export function ownError(type: OwnFault, message: string, details: Details = {}): VaultError {
  return new VaultError([{ type, message }], details);
}
