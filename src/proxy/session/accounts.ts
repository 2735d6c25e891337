/** The accounts that the proxy signs in by itself: the demo's, and those of wall displays. */
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { DisplayCredentials } from '../display-settings.ts';
import type { Log } from '../log.ts';
import type { SharedState } from '../state/shared-state.ts';
import type { VaultSite } from '../vault-sites.ts';
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

/** By the host of the Vault. */
export type DisplayAccounts = ReadonlyMap<string, DisplayAccount>;

type DisplayOptions = {
  config: Config;
  clock: Clock;
  log: Log;
  signIn: LimitedSignIn;
  state: SharedState;
  longestMs: number;
};

/**
 * The accounts whose rights wall displays have, one for each Vault at most. A display's cookie says
 * no more than that this browser is one; the proxy signs in, once for all of them, and for weeks
 * without anybody there. What people try on the same account counts as well.
 */
export function createDisplayAccounts(options: DisplayOptions): DisplayAccounts {
  const { config } = options;
  const slots = createSlots(mostAtOnce);
  const inTurn = createSlots(1);
  return new Map(
    (config.display?.accounts ?? []).flatMap((credentials) => {
      const { host = config.vaults[0]?.host } = credentials;
      const vault = config.vaults.find((site) => site.host === host);
      if (vault === undefined) return [];
      const account = createDisplayAccount(vault, { ...options, credentials, slots, inTurn });
      return [[vault.host, account] as const];
    }),
  );
}

function createDisplayAccount(
  vault: VaultSite,
  {
    clock,
    log,
    signIn,
    state,
    longestMs,
    credentials: { userName, password },
    slots,
    inTurn,
  }: DisplayOptions & { credentials: DisplayCredentials; slots: Slots; inTurn: Slots },
): DisplayAccount {
  const about = { event: 'display', userName, vault: vault.host };
  const ofUser = `${userName} ${password}`;
  const name = `${vault.host} ${ofUser}`;
  const backoff = createDisplayBackoff({
    clock,
    state,
    account: name,
    user: ofUser,
    onFailed: ({ type, waitMs }) =>
      log.warn({ ...about, outcome: 'refused', reason: type, nextInMs: finite(waitMs) }),
  });
  const account = createServiceAccount({
    clock,
    signIn: async () => ({
      ...(await signIn(vault, { kind: 'password', userName, password })),
      kind: 'display',
    }),
    inSlot: (run) => slots(ofUser, run),
    shared: state.isShared
      ? createSharedSession({ state, vault, account: name, user: ofUser, longestMs })
      : undefined,
    // Of two that fail at once each has to count what the other has counted.
    backoff: {
      ...backoff,
      onFailed: (error) => inTurn(ofUser, () => backoff.onFailed(error)),
    },
    onSignedIn: ({ userId }, isRenewal) =>
      log.info({ ...about, outcome: isRenewal ? 'renewed' : 'signed-in', userId }),
  });
  return { ...account, identity: { kind: 'display', vault, userId: undefined, userName } };
}

type Slots = <Value>(key: string, run: () => Promise<Value>) => Promise<Value>;

/**
 * A user who is good at many Vaults signs in at two of them at once: an attempt counts as failed
 * until it has succeeded, and the fourth of half an hour would be refused. With two, a slow Vault
 * keeps none waiting.
 */
const mostAtOnce = 2;

/** At most so many runs of one key at once. */
function createSlots(most: number): Slots {
  const slots = new Map<string, Set<Promise<unknown>>>();
  return async function inSlot(key, run) {
    const busy = slots.get(key) ?? new Set();
    slots.set(key, busy);
    while (busy.size >= most) await Promise.race(busy);
    const running = run();
    const ended = running.then(
      () => undefined,
      () => undefined,
    );
    busy.add(ended);
    try {
      return await running;
    } finally {
      busy.delete(ended);
    }
  };
}

/** JSON has no infinity: null stands for never. */
function finite(ms: number): number | null {
  return Number.isFinite(ms) ? ms : null;
}
