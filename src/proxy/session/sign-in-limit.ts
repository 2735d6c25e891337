/**
 * Counts failed sign-ins: Vault locks an account after five (docs/vault-api.md §4), and nobody may
 * try passwords through the proxy.
 */
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { ProxyContext } from '../context.ts';

export type Limit = { key: string; most: number };

type Attempt =
  | { kind: 'refused'; waitSeconds: number }
  /** To be forgiven unless the credentials proved wrong. */
  | { kind: 'begun'; forgive: () => void };

export type SignInLimit = (limits: Limit[]) => Attempt;

type Options = { clock: Clock; windowMs?: number };

export function createSignInLimit({ clock, windowMs = 5 * 60_000 }: Options): SignInLimit {
  const failures = new Map<string, number[]>();

  /** An attempt counts as failed from its start, so that many at once are no way around. */
  return function signInLimit(limits) {
    const now = clock.now();
    forgetOld(now);
    const waits = limits.flatMap(({ key, most }) => {
      const times = failures.get(key) ?? [];
      const [free] = times.slice(-most);
      return times.length < most || free === undefined ? [] : [free + windowMs - now];
    });
    if (waits.length > 0) {
      return { kind: 'refused', waitSeconds: Math.ceil(Math.max(...waits) / 1000) };
    }
    for (const { key } of limits) failures.set(key, [...(failures.get(key) ?? []), now]);
    return { kind: 'begun', forgive: () => forgive(limits, now) };
  };

  function forgive(limits: Limit[], at: number) {
    for (const { key } of limits) {
      const times = failures.get(key) ?? [];
      const index = times.indexOf(at);
      if (index !== -1) failures.set(key, times.toSpliced(index, 1));
    }
  }

  function forgetOld(now: number) {
    for (const [key, times] of failures) {
      const recent = times.filter((at) => at > now - windowMs);
      if (recent.length === 0) failures.delete(key);
      else if (recent.length < times.length) failures.set(key, recent);
    }
  }
}

/**
 * Where a request comes from. Behind a TLS terminator all come from its address: the last entry of
 * the header is the one that it wrote itself.
 */
export function addressOf(context: ProxyContext, { publicUrl }: Config): string {
  const last = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  if (publicUrl !== undefined && last) return last;
  return context.env?.incoming?.socket?.remoteAddress ?? '';
}
