/**
 * What is known of each Vault session. Somebody may have copied a cookie before its session was
 * ended, here or at Vault: it must not read what another session of the same user has fetched.
 */
import { LRUCache } from 'lru-cache';

import type { Clock } from '../clock.ts';
import { isFinal, isGood, type Reply } from '../vault/reply.ts';

/** `good`: Vault has accepted it lately. `refused`: Vault did not, when it was last asked. */
type Standing = 'good' | 'unknown' | 'refused';

export type SessionStanding = {
  of: (sessionId: string) => Standing;
  /** Vault has answered a call with this session. */
  note: (sessionId: string, reply: Reply) => void;
  /** Vault has just given it, or has named its user. */
  accept: (sessionId: string) => void;
  /** Its user has signed out, or has signed in again: nothing is read with it any more. */
  end: (sessionId: string) => void;
  isEnded: (sessionId: string) => boolean;
};

type Options = { clock: Clock; goodMs?: number; mostSessions?: number };

/**
 * `goodMs` is how long a session that was ended at Vault may go unnoticed while another of the same
 * user asks: until then each asks Vault once itself.
 */
export function createSessionStanding({
  clock,
  goodMs = 10_000,
  mostSessions = 10_000,
}: Options): SessionStanding {
  const seen = new LRUCache<string, { standing: 'good' | 'refused'; at: number }>({
    max: mostSessions,
  });
  /** One that is forgotten here has been ended at Vault as well, which is asked again then. */
  const ended = new LRUCache<string, true>({ max: mostSessions });

  const accept = (sessionId: string) => {
    seen.set(sessionId, { standing: 'good', at: clock.now() });
  };

  return {
    of(sessionId) {
      if (ended.has(sessionId)) return 'refused';
      const known = seen.get(sessionId);
      if (known?.standing === 'good' && clock.now() - known.at >= goodMs) return 'unknown';
      return known?.standing ?? 'unknown';
    },
    note(sessionId, reply) {
      // What Vault refuses to a user it refuses to somebody whom it knows.
      if (isGood(reply) || isFinal(reply)) accept(sessionId);
      // A front may say so by mistake, so Vault is asked again: only `end` is for ever.
      if (reply.outcome === 'INVALID_SESSION_ID') {
        seen.set(sessionId, { standing: 'refused', at: clock.now() });
      }
    },
    accept,
    end(sessionId) {
      ended.set(sessionId, true);
    },
    isEnded: (sessionId) => ended.has(sessionId),
  };
}
