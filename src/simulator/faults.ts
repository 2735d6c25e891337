/** Ways to misbehave: what a test asks a world to do instead of intercepting requests. */
import type { VaultEndpointName } from '#contract/endpoints.ts';

export type Fault =
  /** Answers after so many real milliseconds. */
  | { kind: 'slow'; ms: number }
  /** Never answers and does nothing: what a time-out is made of. */
  | { kind: 'silent' }
  /** Does what was asked, yet never answers. */
  | { kind: 'lost-answer' }
  /** The page of a planned downtime, HTTP 503. */
  | { kind: 'maintenance'; minutes?: number }
  /** A web page with HTTP 200, such as a gateway's. */
  | { kind: 'html' }
  | { kind: 'empty' }
  /** JSON that breaks off in the middle. */
  | { kind: 'truncated' }
  /** The connection breaks. */
  | { kind: 'dropped' }
  /** HTTP 500 with an error in JSON. */
  | { kind: 'http-500' }
  /** responseStatus EXCEPTION: a fault of Vault's own. */
  | { kind: 'exception' }
  /** INVALID_SESSION_ID, API_LIMIT_EXCEEDED, INSUFFICIENT_ACCESS. */
  | { kind: 'expired' }
  | { kind: 'limited' }
  | { kind: 'denied' }
  /** Any other refusal. */
  | { kind: 'refuse'; type: string; message?: string }
  /** Vault's clock is ahead by so much: its Date header and all the dates it writes. */
  | { kind: 'date-skew'; ms: number };

export type Where = {
  /** Everywhere, unless given. */
  endpoint?: VaultEndpointName;
  /** For so many calls; until cleared, unless given. */
  times?: number;
};

export type Faults = {
  set: (fault: Fault, where?: Where) => void;
  /** All of them, or those of one kind. */
  clear: (kind?: Fault['kind']) => void;
  /** The faults that befall this call, which uses them up. */
  take: (endpoint: VaultEndpointName | undefined) => Fault[];
  skewMs: () => number;
};

export function faults(): Faults {
  let active: { fault: Fault; endpoint: VaultEndpointName | undefined; left: number }[] = [];
  return {
    set: (fault, { endpoint, times = Infinity } = {}) => {
      active.push({ fault, endpoint, left: times });
    },
    clear: (kind) => {
      active = kind === undefined ? [] : active.filter(({ fault }) => fault.kind !== kind);
    },
    take: (endpoint) => {
      const met = active.filter(
        (entry) => entry.endpoint === undefined || entry.endpoint === endpoint,
      );
      for (const entry of met) entry.left -= 1;
      active = active.filter(({ left }) => left > 0);
      return met.map(({ fault }) => fault);
    },
    skewMs: () =>
      active.reduce((sum, { fault }) => sum + (fault.kind === 'date-skew' ? fault.ms : 0), 0),
  };
}
