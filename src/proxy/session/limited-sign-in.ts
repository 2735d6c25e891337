/**
 * Signs in, unless too many have failed to. Vault locks an account after five wrong passwords, and
 * nobody knows over what time it counts (docs/vault-api.md §4): three get through in half an hour,
 * and the rest is left to those who sign in elsewhere.
 */
import { ownError, VaultError } from '#contract/envelope.ts';

import type { Config } from '../config.ts';
import { ifUp } from '../state/shared-state.ts';
import type { VaultSite } from '../vault-sites.ts';
import type { Viewer } from '../vault/request.ts';
import type { Limit, SignInLimit } from './sign-in-limit.ts';
import type { Credentials, SignIn } from './sign-in.ts';

const minute = 60_000;

/** `address`: where it comes from; undefined for accounts that the proxy itself signs in. */
export type LimitedSignIn = (
  vault: VaultSite,
  credentials: Credentials,
  address?: string,
) => Promise<Viewer>;

type Options = { config: Config; signIn: SignIn; signInLimit: SignInLimit };

export function createLimitedSignIn({ config, signIn, signInLimit }: Options): LimitedSignIn {
  return async function limitedSignIn(vault, credentials, address) {
    const byAddress = address === undefined ? [] : [addressLimit(address)];
    const byAccount =
      credentials.kind === 'password' ? [accountLimit(config, vault, credentials.userName)] : [];
    const attempt = await signInLimit([...byAddress, ...byAccount]);
    if (attempt.kind === 'refused') {
      throw ownError(
        'TOO_MANY_ATTEMPTS',
        `Too many failed sign-ins. Try again in ${Math.ceil(attempt.waitSeconds / 60)} min.`,
        { retryAfterSeconds: attempt.waitSeconds },
      );
    }
    try {
      const viewer = await signIn(vault, credentials);
      // What can't be taken back counts on: nobody is refused what Vault has just allowed.
      await ifUp(attempt.succeed());
      return viewer;
    } catch (error) {
      if (!isDecided(error)) await ifUp(attempt.forgive());
      else if (isNotOfPassword(error.type)) {
        await ifUp(attempt.forgive(byAccount.map(({ key }) => key)));
      }
      throw error;
    }
  };
}

/** Otherwise Vault was down or busy, which says nothing about the password. */
function isDecided(error: unknown): error is VaultError {
  return error instanceof VaultError && !['unreachable', 'slow-down'].includes(error.kind);
}

/** Refusals that say nothing against the password. Any other type is counted as a wrong password. */
export function isNotOfPassword(type: string): boolean {
  return notOfPassword.has(type);
}

const notOfPassword = new Set([
  'USER_LOCKED_OUT',
  'INACTIVE_USER',
  'PASSWORD_CHANGE_REQUIRED',
  'INSUFFICIENT_ACCESS',
  'WRONG_VAULT',
]);

function addressLimit(address: string): Limit {
  return { key: `address ${address}`, most: 20, windowMs: 5 * minute };
}

/** A user has one account for all Vaults; a simulated Vault has users of its own. */
function accountLimit({ simulated }: Config, { host }: VaultSite, userName: string): Limit {
  const name = comparable(userName);
  const key = simulated ? `account ${name} ${host}` : `account ${name}`;
  return { key, most: 3, windowMs: 30 * minute, isCleared: true };
}

/**
 * Nobody knows which spellings of a name Vault takes for one, so all are that could be: in any case
 * and form of Unicode, with spaces and what can't be seen.
 */
function comparable(userName: string): string {
  // ẞ becomes ß in lower case, and that SS in upper case.
  return plain(plain(userName).toLowerCase().toUpperCase().toLowerCase());
}

function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\p{Z}\p{C}\s]/gu, '');
}
