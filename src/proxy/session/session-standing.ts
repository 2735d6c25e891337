/**
 * What is known of each Vault session. Somebody may have copied a cookie before its session was
 * ended, here or at Vault: it must not read what another session of the same user has fetched.
 */
import { LRUCache } from 'lru-cache';

import type { Clock } from '../clock.ts';
import { ifUp, isSharedStateDown, type SharedState } from '../state/shared-state.ts';
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
  end: (sessionId: string) => Promise<void>;
  /**
   * By any process; also brings what others know of it. Rejects with SHARED_STATE_DOWN where that
   * could not be learned for a minute.
   */
  isEnded: (sessionId: string) => Promise<boolean>;
};

type Options = {
  clock: Clock;
  state: SharedState;
  goodMs?: number;
  uncheckedMs?: number;
  mostSessions?: number;
};

/** No Vault session outlives this (docs/vault-api.md §4). */
const longestMs = 48 * 3_600_000;

/**
 * `goodMs` is how long a session that was ended at Vault may go unnoticed while another of the same
 * user asks: until then each asks Vault once itself.
 */
export function createSessionStanding({
  clock,
  state,
  goodMs = 10_000,
  uncheckedMs = 60_000,
  mostSessions = 10_000,
}: Options): SessionStanding {
  const seen = new LRUCache<string, { standing: 'good' | 'refused'; at: number }>({
    max: mostSessions,
  });
  /** One that is forgotten here has been ended at Vault as well, which is asked again then. */
  const ended = new LRUCache<string, true>({ max: mostSessions });

  // The store may have lost what it held: each process writes again what it knows, and believes
  // nothing good of a session until Vault has accepted it once more.
  state.onReconnected(() => {
    seen.clear();
    for (const sessionId of ended.keys()) void publishEnd(sessionId);
  });

  const accept = (sessionId: string) => {
    seen.set(sessionId, { standing: 'good', at: clock.now() });
    if (state.isShared) void ifUp(state.set(`good ${sessionId}`, '', goodMs));
  };

  const publishEnd = (sessionId: string) => ifUp(state.set(`ended ${sessionId}`, '', longestMs));

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
    async end(sessionId) {
      ended.set(sessionId, true);
      if (state.isShared) await publishEnd(sessionId);
    },
    async isEnded(sessionId) {
      if (ended.has(sessionId) || !state.isShared) return ended.has(sessionId);
      const at = clock.now();
      try {
        const asked = ['ended', 'good'].map((what) => state.get(`${what} ${sessionId}`));
        const [end, good] = await Promise.all(asked);
        if (end !== undefined) ended.set(sessionId, true);
        const goodAt = good === undefined ? -Infinity : at - good.ageMs;
        const isNewer = goodAt > (seen.get(sessionId)?.at ?? -Infinity);
        if (isNewer) seen.set(sessionId, { standing: 'good', at: goodAt });
      } catch (error) {
        if (!isSharedStateDown(error) || state.downMs() > uncheckedMs) throw error;
        // It may have ended elsewhere a moment ago: Vault itself has to be asked.
        seen.delete(sessionId);
      }
      return ended.has(sessionId);
    },
  };
}
