/** The two accounts that the proxy signs in by itself: the demo's, and that of wall displays. */
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { SharedState } from '../state/shared-state.ts';
import { siteOf, type Identity } from '../vault/request.ts';
import { createDisplayBackoff } from './display-backoff.ts';
import type { LimitedSignIn } from './limited-sign-in.ts';
import { createServiceAccount, type ServiceAccount } from './service-account.ts';
import { createSharedSession } from './shared-session.ts';
import type { SignIn } from './sign-in.ts';

export type DemoCredentials = { vault: string; userName: string; password: string };

type DemoOptions = {
  config: Config;
  clock: Clock;
  signIn: SignIn;
  credentials: DemoCredentials;
};

/** The simulator's admin, as whom visitors see Jobwatch until they sign in: one session for all. */
export function createDemoAccount({
  config,
  clock,
  signIn,
  credentials,
}: DemoOptions): ServiceAccount | undefined {
  const vault = siteOf(config, credentials.vault);
  // At a real Vault nobody is let in without signing in.
  if (!config.simulated || vault === undefined) return undefined;
  const { userName, password } = credentials;
  return createServiceAccount({
    clock,
    signIn: async () => ({
      ...(await signIn(vault, { kind: 'password', userName, password })),
      kind: 'demo',
    }),
  });
}

export type DisplayAccount = ServiceAccount & {
  /** Known before Vault has been asked, and the same whatever it says. */
  identity: Identity;
};

type DisplayOptions = {
  config: Config;
  clock: Clock;
  log: Log;
  signIn: LimitedSignIn;
  state: SharedState;
  longestMs: number;
};

/**
 * The account whose rights wall displays have. Their cookie says no more than that this browser is
 * a display; the proxy signs in, once for all of them, and for weeks without anybody there. What
 * people try on the same account counts as well.
 */
export function createDisplayAccount({
  config,
  clock,
  log,
  signIn,
  state,
  longestMs,
}: DisplayOptions): DisplayAccount | undefined {
  const [vault] = config.vaults;
  if (config.display === undefined || vault === undefined) return undefined;
  const { userName, password } = config.display;
  const about = { event: 'display', userName, vault: vault.host };
  const name = `${vault.host} ${userName} ${password}`;
  const account = createServiceAccount({
    clock,
    signIn: async () => ({
      ...(await signIn(vault, { kind: 'password', userName, password })),
      kind: 'display',
    }),
    shared: state.isShared
      ? createSharedSession({ state, vault, account: name, longestMs })
      : undefined,
    backoff: createDisplayBackoff({
      clock,
      state,
      account: name,
      onFailed: ({ type, waitMs }) =>
        log.warn({ ...about, outcome: 'refused', reason: type, nextInMs: finite(waitMs) }),
    }),
    onSignedIn: ({ userId }, isRenewal) =>
      log.info({ ...about, outcome: isRenewal ? 'renewed' : 'signed-in', userId }),
  });
  return { ...account, identity: { kind: 'display', vault, userId: undefined, userName } };
}

/** JSON has no infinity: null stands for never. */
function finite(ms: number): number | null {
  return Number.isFinite(ms) ? ms : null;
}
