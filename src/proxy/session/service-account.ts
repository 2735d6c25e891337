/**
 * An account that the proxy itself keeps signed in: one Vault session for all who use it,
 * made when it is first asked for and replaced before it ends. Nobody waits for the replacement.
 */
import type { Clock } from '../clock.ts';
import type { Viewer } from '../vault/request.ts';
import type { SharedSession } from './shared-session.ts';

export type ServiceAccount = {
  /** Rejects with what signing in failed with; at once, while it is too early to try again. */
  viewer: () => Promise<Viewer>;
  /** Vault has refused this viewer's session: nobody gets it any more. */
  onSessionEnded: (spent: Viewer) => Promise<void>;
};

/** Decides after a failure when to sign in again, and what to say until then. */
export type SignInBackoff = {
  refusal: () => Promise<Error | undefined>;
  /** Turns what signing in failed with into the error that viewers see. */
  onFailed: (error: unknown) => Promise<Error>;
  /** Vault has ended one session after another as soon as they had begun. */
  onShortLived: () => Promise<void>;
  onSignedIn: () => Promise<void>;
};

type Options = {
  clock: Clock;
  signIn: () => Promise<Viewer>;
  backoff?: SignInBackoff;
  /** Waits until it may sign in, where several accounts have one user. */
  inSlot?: <Value>(run: () => Promise<Value>) => Promise<Value>;
  /** Where several processes use one session. */
  shared?: SharedSession | undefined;
  onSignedIn?: (viewer: Viewer, isRenewal: boolean) => void;
  /**
   * Every session ends after 48 h (docs/vault-api.md §4): an hour is time enough for one that won't
   * be had at once.
   */
  renewAfterMs?: number;
};

/** Sessions that Vault ends sooner, one after another, are of no use. */
const shortMs = 60_000;

export function createServiceAccount({
  clock,
  signIn,
  backoff,
  inSlot = (run) => run(),
  shared,
  onSignedIn,
  renewAfterMs = 47 * 3_600_000,
}: Options): ServiceAccount {
  let current: { viewer: Viewer; begun: number } | undefined;
  let signingIn: Promise<Viewer> | undefined;
  let shortLived = 0;
  /** The last one that Vault has refused: another process may still have it. */
  let spentId: string | undefined;

  return {
    async viewer() {
      if (current === undefined) return signInOnce();
      const { viewer } = current;
      // While it can't be replaced, the old one is used for as long as Vault accepts it.
      if (clock.now() - current.begun >= renewAfterMs) void signInOnce().catch(() => undefined);
      return viewer;
    },
    async onSessionEnded({ sessionId }) {
      // Several may report the same session: only the first does not throw away its successor.
      if (current?.viewer.sessionId !== sessionId) return;
      shortLived = clock.now() - current.begun < shortMs ? shortLived + 1 : 0;
      current = undefined;
      spentId = sessionId;
      if (shortLived > 1) return backoff?.onShortLived();
    },
  };

  /**
   * All who ask meanwhile share it: a login counts towards limits of Vault's
   * (docs/vault-api.md §4).
   */
  function signInOnce(): Promise<Viewer> {
    signingIn ??= inSlot(begin).finally(() => {
      signingIn = undefined;
    });
    return signingIn;
  }

  async function begin(): Promise<Viewer> {
    const isRenewal = current !== undefined;
    if (shared === undefined) {
      const begun = clock.now();
      const viewer = await attempt(isRenewal);
      current = { viewer, begun };
      return viewer;
    }
    const asked = clock.now();
    const { viewer, ageMs } = await shared.obtain({
      isSpent: (sessionId) => sessionId === spentId,
      mostMs: renewAfterMs,
      signIn: () => attempt(isRenewal),
    });
    current = { viewer, begun: asked - ageMs };
    return viewer;
  }

  async function attempt(isRenewal: boolean): Promise<Viewer> {
    if (backoff !== undefined) {
      const refusal = await backoff.refusal();
      if (refusal !== undefined) throw refusal;
    }
    const viewer = await signIn().catch(async (error: unknown) => {
      throw (await backoff?.onFailed(error)) ?? error;
    });
    // That one could sign in says little while sessions end at once.
    if (shortLived < 2) await backoff?.onSignedIn();
    onSignedIn?.(viewer, isRenewal);
    return viewer;
  }
}
