/** The answers that start, prolong and end a session (docs/vault-api.md §4). */
import { accountOf, type Account } from '../accounts.ts';
import type { World } from '../world/world.ts';
import type { Answers } from './context.ts';
import { VaultFailure } from './vault-failure.ts';

const failed = { errorType: 'AUTHENTICATION_FAILED' };

export const authenticate: Answers['authenticate'] = (asked, { world, worldOf, admits }) => {
  const { username, password, vaultDNS } = asked;
  if (!admits.signIn(username.toLowerCase())) {
    throw new VaultFailure('API_LIMIT_EXCEEDED', 'Too many sign-ins within a minute.', failed);
  }
  if (password === '')
    throw new VaultFailure('NO_PASSWORD_PROVIDED', 'No password was given.', failed);
  // A vaultDNS in the body takes precedence over the host of the request.
  const target = vaultDNS === undefined || vaultDNS === '' ? world : worldOf(vaultDNS);
  const account = accountOf(username, target.host);
  if (account?.signIn === 'locked' || target.isLocked(username)) {
    throw new VaultFailure('USER_LOCKED_OUT', 'The user account is locked.', failed);
  }
  if (account === undefined || account.password !== password) {
    target.recordSignIn(username, false);
    throw new VaultFailure(
      'USERNAME_OR_PASSWORD_INCORRECT',
      'User name or password is wrong.',
      failed,
    );
  }
  target.recordSignIn(username, true);
  refuseUnusable(account);
  const elsewhere = account.signIn === 'elsewhere';
  const destination = elsewhere ? worldOf('quiet-elsewhere.vault.test') : target;
  return {
    sessionId: destination.sessions.start(account).id,
    userId: account.id,
    vaultIds: elsewhere ? [vaultEntry(target), vaultEntry(destination)] : [vaultEntry(destination)],
    vaultId: destination.vaultId,
  };
};

/** Receiving the request has already kept the session alive. */
export const keepAlive: Answers['keepAlive'] = () => ({});

export const endSession: Answers['endSession'] = (_, { world, session }) => {
  if (session !== undefined) world.sessions.end(session.id);
  return {};
};

function refuseUnusable({ signIn }: Account) {
  switch (signIn) {
    case 'inactive':
      throw new VaultFailure('INACTIVE_USER', 'The user is inactive.', failed);
    case 'password-expired':
      throw new VaultFailure('PASSWORD_CHANGE_REQUIRED', 'The password has expired.', failed);
    case 'locked':
    case 'elsewhere':
    case 'works':
  }
}

function vaultEntry({ vaultId, host, name }: World) {
  return {
    id: vaultId,
    name: `Simulated ${name}`,
    url: `https://${host}/api`,
  };
}
