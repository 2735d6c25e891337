/**
 * An account that the proxy itself keeps signed in: one Vault session for all who use it,
 * made when it is first asked for and replaced before it ends. Nobody waits for the replacement.
 */
import type { Clock } from '../clock.ts';
import type { Viewer } from '../vault/request.ts';

export type ServiceAccount = {
  /** Rejects with what signing in failed with; at once, while it is too early to try again. */
  viewer: () => Promise<Viewer>;
  /** Vault has refused this viewer's session: nobody gets it any more. */
  onSessionEnded: (spent: Viewer) => void;
};

/** Decides after a failure when to sign in again, and what to say until then. */
export type SignInBackoff = {
  refusal: () => Error | undefined;
  /** Turns what signing in failed with into the error that viewers see. */
  onFailed: (error: unknown) => Error;
  /** Vault has ended one session after another as soon as they had begun. */
  onShortLived: () => void;
  onSignedIn: () => void;
};

type Options = {
  clock: Clock;
  signIn: () => Promise<Viewer>;
  backoff?: SignInBackoff;
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
  onSignedIn,
  renewAfterMs = 47 * 3_600_000,
}: Options): ServiceAccount {
  let current: { viewer: Viewer; begun: number } | undefined;
  let signingIn: Promise<Viewer> | undefined;
  let shortLived = 0;

  return {
    async viewer() {
      if (current === undefined) return signInOnce();
      const { viewer } = current;
      // While it can't be replaced, the old one is used for as long as Vault accepts it.
      if (clock.now() - current.begun >= renewAfterMs) void signInOnce().catch(() => undefined);
      return viewer;
    },
    onSessionEnded({ sessionId }) {
      // Several may report the same session: only the first does not throw away its successor.
      if (current?.viewer.sessionId !== sessionId) return;
      shortLived = clock.now() - current.begun < shortMs ? shortLived + 1 : 0;
      current = undefined;
      if (shortLived > 1) backoff?.onShortLived();
    },
  };

  /**
   * All who ask meanwhile share it: a login counts towards limits of Vault's
   * (docs/vault-api.md §4).
   */
  function signInOnce(): Promise<Viewer> {
    const refusal = signingIn === undefined ? backoff?.refusal() : undefined;
    if (refusal !== undefined) return Promise.reject(refusal);
    signingIn ??= begin().finally(() => {
      signingIn = undefined;
    });
    return signingIn;
  }

  async function begin(): Promise<Viewer> {
    const isRenewal = current !== undefined;
    const begun = clock.now();
    const viewer = await signIn().catch((error: unknown) => {
      throw backoff?.onFailed(error) ?? error;
    });
    current = { viewer, begun };
    // That one could sign in says little while sessions end at once.
    if (shortLived < 2) backoff?.onSignedIn();
    onSignedIn?.(viewer, isRenewal);
    return viewer;
  }
}
