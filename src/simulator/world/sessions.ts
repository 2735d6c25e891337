/** Sessions of one Vault: begun, used, idled out, ended (docs/vault-api.md §4). */
import type { Account } from '../accounts.ts';
import { hour } from '../clock.ts';
import { draw, reasonOf } from './random.ts';

export type Session = { id: string; account: Account; begun: number; lastUsed: number };

export type Sessions = {
  begin: (account: Account) => Session;
  /** The session of an Authorization header, unless it has ended; counts as use. */
  use: (authorization: string | null) => Session | undefined;
  end: (id: string) => void;
  endAll: () => void;
  /** Those that live, for tests. */
  living: () => Session[];
};

/** Can't be configured, and nothing keeps a session alive past it. */
const longestMs = 48 * hour;

type Options = { host: string; seed: number; now: () => number; idleMs: () => number };

export function sessions({ host, seed, now, idleMs }: Options): Sessions {
  const known = new Map<string, Session>();
  let count = 0;

  const lives = ({ begun, lastUsed }: Session) =>
    now() - begun < longestMs && now() - lastUsed < idleMs();

  return {
    begin: (account) => {
      for (const session of known.values()) if (!lives(session)) known.delete(session.id);
      count += 1;
      const id = nameOf([seed, reasonOf(host), now(), count]);
      const session = { id, account, begun: now(), lastUsed: now() };
      known.set(id, session);
      return session;
    },
    use: (authorization) => {
      const id = (authorization ?? '').replace(/^Bearer\s+/i, '').trim();
      const session = known.get(id);
      if (session === undefined) return undefined;
      if (!lives(session)) {
        known.delete(id);
        return undefined;
      }
      session.lastUsed = now();
      return session;
    },
    end: (id) => {
      known.delete(id);
    },
    endAll: () => {
      known.clear();
    },
    living: () => [...known.values()].filter(lives),
  };
}

/** 64 capital hexadecimal digits. */
function nameOf(reasons: number[]): string {
  return Array.from({ length: 8 }, (_, part) =>
    Math.floor(draw(...reasons, part) * 4_294_967_296)
      .toString(16)
      .toUpperCase()
      .padStart(8, '0'),
  ).join('');
}
