/** Ways in which a world can fail: tests set them instead of intercepting requests. */
import type { VaultEndpointName } from '#contract/endpoints.ts';

export type Fault =
  /** Answers after this many real milliseconds. */
  | { kind: 'slow'; ms: number }
  /** Does nothing and never answers: the caller times out. */
  | { kind: 'silent' }
  /** Carries out the request, but never answers. */
  | { kind: 'lost-answer' }
  /** The page of a planned downtime, HTTP 503. */
  | { kind: 'maintenance'; minutes?: number }
  /** A web page with HTTP 200, as from a gateway. */
  | { kind: 'html' }
  | { kind: 'empty' }
  /** What something before Vault answers in its place, such as a sign-in or a limit of its own. */
  | { kind: 'front'; status: number; body: string; headers?: Record<string, string> }
  /** JSON or a file that ends in the middle. */
  | { kind: 'truncated' }
  /** The connection breaks. */
  | { kind: 'dropped' }
  /** HTTP 500 with an error in JSON. */
  | { kind: 'http-500' }
  /** responseStatus EXCEPTION: an error inside Vault. */
  | { kind: 'exception' }
  /** INVALID_SESSION_ID, API_LIMIT_EXCEEDED, INSUFFICIENT_ACCESS. */
  | { kind: 'expired' }
  | { kind: 'limited' }
  | { kind: 'denied' }
  /** responseStatus WARNING, with these messages; a list lacks as many of its last rows. */
  | { kind: 'warning'; messages: readonly string[]; lacks?: number }
  /** This JSON in place of the answer: any shape that the envelope may have. */
  | { kind: 'body'; body: Record<string, unknown> }
  /** Any other refusal. */
  | { kind: 'refuse'; type: string; message?: string }
  /** Vault's clock is ahead: in its Date header and in all dates that it writes. */
  | { kind: 'date-skew'; ms: number };

export type Scope = {
  /** All endpoints, if absent. */
  endpoint?: VaultEndpointName;
  /** Number of calls; until cleared, if absent. */
  times?: number;
};

export type Faults = {
  set: (fault: Fault, where?: Scope) => void;
  /** Clears all faults, or those of one kind. */
  clear: (kind?: Fault['kind']) => void;
  /** The faults of this call; counts it against their `times`. */
  take: (endpoint: VaultEndpointName | undefined) => Fault[];
  skewMs: () => number;
};

export function createFaults(): Faults {
  let active: { fault: Fault; endpoint: VaultEndpointName | undefined; left: number }[] = [];
  return {
    set: (fault, { endpoint, times = Infinity } = {}) => {
      active.push({ fault, endpoint, left: times });
    },
    clear: (kind) => {
      active = kind === undefined ? [] : active.filter(({ fault }) => fault.kind !== kind);
    },
    take: (endpoint) => {
      const applied = active.filter(
        (entry) => entry.endpoint === undefined || entry.endpoint === endpoint,
      );
      for (const entry of applied) entry.left -= 1;
      active = active.filter(({ left }) => left > 0);
      return applied.map(({ fault }) => fault);
    },
    skewMs: () =>
      active.reduce((sum, { fault }) => sum + (fault.kind === 'date-skew' ? fault.ms : 0), 0),
  };
}
