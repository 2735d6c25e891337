import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { Identity } from '../vault/request.ts';
/**
 * The account that wall displays look through. Its cookie says no more than that this browser is a
 * display; the proxy signs in, once for all of them, and goes on for weeks with nobody there.
 */
import { account, type Account } from './service-account.ts';
import { patience } from './sign-in-backoff.ts';
import type { SignIn } from './sign-in.ts';

export type Display = Account & {
  /** Known before Vault has been asked, and the same whatever it says. */
  identity: Identity;
};

type Options = { config: Config; clock: Clock; log: Log; signIn: SignIn };

export function display({ config, clock, log, signIn }: Options): Display | undefined {
  const [vault] = config.vaults;
  if (config.display === undefined || vault === undefined) return undefined;
  const { userName, password } = config.display;
  const about = { event: 'display', userName, vault: vault.host };
  const kept = account({
    clock,
    signIn: async () => ({
      ...(await signIn(vault, { kind: 'password', userName, password })),
      kind: 'display',
    }),
    patience: patience({
      clock,
      onFailed: ({ type, waitMs }) =>
        log.warn({ ...about, outcome: 'refused', reason: type, nextInMs: finite(waitMs) }),
    }),
    onSignedIn: ({ userId }, isRenewal) =>
      log.info({ ...about, outcome: isRenewal ? 'renewed' : 'signed-in', userId }),
  });
  return { ...kept, identity: { kind: 'display', vault, userId: undefined, userName } };
}

/** JSON has no infinity: null stands for never. */
function finite(ms: number): number | null {
  return Number.isFinite(ms) ? ms : null;
}
