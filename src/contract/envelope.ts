/**
 * The envelope around every answer, Vault's and the proxy's, and the one error that comes of it.
 * HTTP 200 says nothing: only `responseStatus` does (docs/vault-api.md §5).
 */
import * as z from './zod.ts';

const text = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value : ''));

const fault = z
  .looseObject({ type: text, message: text })
  .transform(({ type, message }) => ({ type: type.toUpperCase(), message }));

/**
 * Docs call the key `warning_type`, Veeva's own client `type`: both are met (docs/vault-api.md §2).
 */
const warning = z
  .looseObject({ type: z.string().optional(), warning_type: z.string().optional(), message: text })
  .transform((w) => ({ type: w.type ?? w.warning_type ?? '', message: w.message }));

/**
 * Sometimes an object where the text promises an array (docs/vault-api.md §1d). A strange item is
 * left out.
 */
const listOf = <T extends z.ZodType>(item: T) =>
  z
    .unknown()
    .optional()
    .transform((value) => {
      const items: unknown[] = Array.isArray(value) ? value : [value];
      return items.flatMap((given) => {
        const parsed = item.safeParse(given);
        return parsed.success ? [parsed.data] : [];
      });
    });

export const envelope = z.looseObject({
  responseStatus: z
    .string()
    .transform((status) => status.toUpperCase())
    .pipe(z.enum(['SUCCESS', 'WARNING', 'FAILURE', 'EXCEPTION'])),
  errors: listOf(fault),
  warnings: listOf(warning),
});

export type Fault = { type: string; message: string };

/** Error types of ours, in the same envelope as Vault's own. */
export const ownFaults = [
  'VAULT_UNREACHABLE',
  'VAULT_TIMEOUT',
  'VAULT_MAINTENANCE',
  'VAULT_UNREADABLE',
  /** By HTTP 429, or a 503 that says for how long. */
  'VAULT_ASKED_TO_WAIT',
  'ANSWER_TOO_LARGE',
  'PROXY_UNREACHABLE',
  'PROXY_TIMEOUT',
  'NOT_IN_CONTRACT',
  'FOREIGN_ORIGIN',
  'FOREIGN_HOST',
  'BODY_TOO_LARGE',
  'WRONG_VAULT',
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
] as const;
export type OwnFault = (typeof ownFaults)[number];

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
};

type Details = {
  httpStatus?: number;
  downtimeMinutes?: number;
  retryAfterSeconds?: number;
  retryAt?: number;
};

/** Everything that can go wrong with a call. `message` is Vault's or the proxy's own. */
export class VaultError extends Error {
  override name = 'VaultError';
  readonly type: string;
  readonly kind: ErrorKind;
  readonly faults: Fault[];
  readonly httpStatus: number | undefined;
  /** How long Vault expects a planned downtime to last, where it says so (docs/vault-api.md §5). */
  readonly downtimeMinutes: number | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** The same as a moment of the caller's clock, in milliseconds. */
  readonly retryAt: number | undefined;

  constructor(faults: [Fault, ...Fault[]], details: Details = {}) {
    super(faults[0].message);
    this.type = faults[0].type;
    this.faults = faults;
    this.kind = kinds[this.type] ?? 'refused';
    this.httpStatus = details.httpStatus;
    this.downtimeMinutes = details.downtimeMinutes;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.retryAt = details.retryAt;
  }
}

/** An error of ours, as the client meets it. */
export function ownError(type: OwnFault, message: string, details: Details = {}): VaultError {
  return new VaultError([{ type, message }], details);
}
