/**
 * An account that the proxy itself keeps signed in: one Vault session for all who look through it,
 * made when it is first asked for and replaced before it ends. Nobody waits for the replacement.
 */
import type { Clock } from '../clock.ts';
import type { Viewer } from '../vault/request.ts';

export type Account = {
  /** Rejects with what signing in failed with; at once, while it is too early to try again. */
  viewer: () => Promise<Viewer>;
  /** Vault has refused this one's session: nobody is given it any more. */
  ended: (spent: Viewer) => void;
};

/** What is to be told instead of signing in again, and for how long. */
export type Patience = {
  refusal: () => Error | undefined;
  /** Takes what signing in failed with, gives what is told. */
  failed: (error: unknown) => Error;
  /** Vault has ended session after session as soon as they had begun. */
  dropped: () => void;
  worked: () => void;
};

type Options = {
  clock: Clock;
  signIn: () => Promise<Viewer>;
  patience?: Patience;
  onSignedIn?: (viewer: Viewer, isRenewal: boolean) => void;
  /**
   * Every session ends after 48 h (docs/vault-api.md §4): an hour is time enough for one that won't
   * be had at once.
   */
  renewAfterMs?: number;
};

/** Sessions that Vault ends sooner, one after another, are none. */
const shortMs = 60_000;

export function account({
  clock,
  signIn,
  patience,
  onSignedIn,
  renewAfterMs = 47 * 3_600_000,
}: Options): Account {
  let current: { viewer: Viewer; begun: number } | undefined;
  let flight: Promise<Viewer> | undefined;
  let shortLived = 0;

  return {
    async viewer() {
      if (current === undefined) return begun();
      const { viewer } = current;
      // While it can't be replaced, the old one goes on for as long as Vault takes it.
      if (clock.now() - current.begun >= renewAfterMs) void begun().catch(() => undefined);
      return viewer;
    },
    ended({ sessionId }) {
      // Only the first of those who meet it throws it away: the others would throw its heir.
      if (current?.viewer.sessionId !== sessionId) return;
      shortLived = clock.now() - current.begun < shortMs ? shortLived + 1 : 0;
      current = undefined;
      if (shortLived > 1) patience?.dropped();
    },
  };

  /**
   * All who ask meanwhile share it: a login counts towards limits of Vault's
   * (docs/vault-api.md §4).
   */
  function begun(): Promise<Viewer> {
    const refusal = flight === undefined ? patience?.refusal() : undefined;
    if (refusal !== undefined) return Promise.reject(refusal);
    flight ??= begin().finally(() => {
      flight = undefined;
    });
    return flight;
  }

  async function begin(): Promise<Viewer> {
    const isRenewal = current !== undefined;
    const begun = clock.now();
    const viewer = await signIn().catch((error: unknown) => {
      throw patience?.failed(error) ?? error;
    });
    current = { viewer, begun };
    // That a session could be had says little while they end at once.
    if (shortLived < 2) patience?.worked();
    onSignedIn?.(viewer, isRenewal);
    return viewer;
  }
}
