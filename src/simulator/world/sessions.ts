/** Sessions of one Vault: started, used, timed out, ended (docs/vault-api.md §4). */
import type { Account } from '../accounts.ts';
import { hour } from '../clock.ts';
import { draw, hashOf } from './random.ts';

export type Session = { id: string; account: Account; startedAt: number; lastUsed: number };

export type Sessions = {
  start: (account: Account) => Session;
  /** The session of an Authorization header, unless it has ended. Keeps it alive. */
  use: (authorization: string | null) => Session | undefined;
  end: (id: string) => void;
  endAll: () => void;
  /** Those that have not ended, for tests. */
  active: () => Session[];
};

/** Fixed in Vault: nothing keeps a session alive for longer. */
const maximumAgeMs = 48 * hour;

type Options = { host: string; seed: number; now: () => number; idleMs: () => number };

export function createSessions({ host, seed, now, idleMs }: Options): Sessions {
  const sessions = new Map<string, Session>();
  let count = 0;

  const isActive = ({ startedAt, lastUsed }: Session) =>
    now() - startedAt < maximumAgeMs && now() - lastUsed < idleMs();

  return {
    start: (account) => {
      for (const session of sessions.values()) if (!isActive(session)) sessions.delete(session.id);
      count += 1;
      const id = sessionId([seed, hashOf(host), now(), count]);
      const session = { id, account, startedAt: now(), lastUsed: now() };
      sessions.set(id, session);
      return session;
    },
    use: (authorization) => {
      const id = (authorization ?? '').replace(/^Bearer\s+/i, '').trim();
      const session = sessions.get(id);
      if (session === undefined) return undefined;
      if (!isActive(session)) {
        sessions.delete(id);
        return undefined;
      }
      session.lastUsed = now();
      return session;
    },
    end: (id) => {
      sessions.delete(id);
    },
    endAll: () => {
      sessions.clear();
    },
    active: () => [...sessions.values()].filter(isActive),
  };
}

/** 64 capital hexadecimal digits. */
function sessionId(keys: number[]): string {
  return Array.from({ length: 8 }, (_, part) =>
    Math.floor(draw(...keys, part) * 4_294_967_296)
      .toString(16)
      .toUpperCase()
      .padStart(8, '0'),
  ).join('');
}
