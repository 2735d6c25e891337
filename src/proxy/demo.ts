/** The simulator's admin, whom visitors are until they sign in themselves. One session for all. */
import type { Config } from './config.ts';
import type { SignIn } from './sign-in.ts';
import { siteOf, type Viewer } from './vault.ts';

export type Demo = {
  /** Rejects with a VaultError. */
  viewer: () => Promise<Viewer>;
  /** After Vault has refused this one's session. */
  renewed: (spent: Viewer) => Promise<Viewer>;
};

export type DemoAccount = { vault: string; userName: string; password: string };

type Options = { config: Config; signIn: SignIn; account: DemoAccount };

export function demo({ config, signIn, account }: Options): Demo | undefined {
  const vault = siteOf(config, account.vault);
  // With a real Vault there is no such thing.
  if (!config.simulated || vault === undefined) return undefined;
  const { userName, password } = account;
  let current: Promise<Viewer> | undefined;

  const viewer = () => {
    current ??= signIn(vault, { kind: 'password', userName, password })
      .then((signedIn) => ({ ...signedIn, demo: true }))
      .catch((error: unknown) => {
        current = undefined;
        throw error;
      });
    return current;
  };

  return {
    viewer,
    async renewed(spent) {
      const known = current;
      const now = await viewer();
      if (now.sessionId !== spent.sessionId) return now;
      // Only the first of those who meet it throws it away: the others would throw its heir.
      if (current === known) current = undefined;
      return viewer();
    },
  };
}
