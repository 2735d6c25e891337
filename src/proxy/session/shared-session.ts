/** The session of an account that all processes sign in to once, for all of them. */
import { setTimeout as delay } from 'node:timers/promises';

import * as v from 'valibot';

import { ifUp, randomToken, type SharedState, sharedStateDown } from '../state/shared-state.ts';
import type { VaultSite } from '../vault-sites.ts';
import type { Viewer } from '../vault/request.ts';

export type SharedSession = {
  /**
   * The session that another process has made, unless it is `isSpent` or older than `mostMs`;
   * otherwise the one that `signIn` brings, while all others wait for it.
   */
  obtain: (how: {
    isSpent: (sessionId: string) => boolean;
    mostMs: number;
    signIn: () => Promise<Viewer>;
  }) => Promise<{ viewer: Viewer; ageMs: number }>;
};

const shape = v.object({
  sessionId: v.string(),
  userId: v.string(),
  userName: v.optional(v.string()),
});

type Options = {
  state: SharedState;
  vault: VaultSite;
  /** By name and password: another password is another account. */
  account: string;
  /** Whose sign-ins go one after the other, at whatever Vault. */
  user: string;
  /** How long a sign-in can be under way. */
  longestMs: number;
  pollMs?: number;
};

/** No session outlives this (docs/vault-api.md §4). */
const keepMs = 48 * 3_600_000;

export function createSharedSession({
  state,
  vault,
  account,
  user,
  longestMs,
  pollMs = 100,
}: Options): SharedSession {
  const key = `service session ${account}`;
  const lease = `service sign-in ${user}`;

  return {
    async obtain({ isSpent, mostMs, signIn }) {
      const token = randomToken();
      for (let waitedMs = 0; waitedMs < longestMs; waitedMs += pollMs) {
        const isMine = (await state.hold(lease, token, longestMs)) === token;
        try {
          const known = await load();
          const isGood = known && !isSpent(known.viewer.sessionId) && known.ageMs < mostMs;
          if (isGood) return known;
          if (isMine) return { viewer: await save(await signIn()), ageMs: 0 };
        } finally {
          if (isMine) await ifUp(state.release(lease, token));
        }
        await delay(pollMs, undefined, { ref: false });
      }
      throw sharedStateDown('Another Jobwatch server has not finished signing in.');
    },
  };

  async function load(): Promise<{ viewer: Viewer; ageMs: number } | undefined> {
    const stored = await state.get(key);
    const read = stored && v.safeParse(shape, JSON.parse(stored.value));
    if (stored === undefined || !read?.success) return undefined;
    const { sessionId, userId, userName } = read.output;
    return {
      viewer: { kind: 'display', vault, sessionId, userId, userName },
      ageMs: stored.ageMs,
    };
  }

  async function save(viewer: Viewer): Promise<Viewer> {
    const { sessionId, userId, userName } = viewer;
    await ifUp(state.set(key, JSON.stringify({ sessionId, userId, userName }), keepMs));
    return viewer;
  }
}
