import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { siteOf } from '../vault/request.ts';
/** The simulator's admin, whom visitors are until they sign in themselves. One session for all. */
import { account as kept, type Account } from './service-account.ts';
import type { SignIn } from './sign-in.ts';

export type DemoAccount = { vault: string; userName: string; password: string };

type Options = { config: Config; clock: Clock; signIn: SignIn; account: DemoAccount };

export function demo({ config, clock, signIn, account }: Options): Account | undefined {
  const vault = siteOf(config, account.vault);
  // With a real Vault there is no such thing.
  if (!config.simulated || vault === undefined) return undefined;
  const { userName, password } = account;
  return kept({
    clock,
    signIn: async () => ({
      ...(await signIn(vault, { kind: 'password', userName, password })),
      kind: 'demo',
    }),
  });
}
