/** The answers that begin, prolong and end a session (docs/vault-api.md §4). */
import { accountOf, type Account } from '../accounts.ts';
import type { World } from '../world/world.ts';
import type { Answers } from './context.ts';
import { Refusal } from './refusal.ts';

const failed = { errorType: 'AUTHENTICATION_FAILED' };

export const authenticate: Answers['authenticate'] = (asked, { world, worldOf, admits }) => {
  const { username, password, vaultDNS } = asked;
  if (!admits.signIn(username.toLowerCase())) {
    throw new Refusal('API_LIMIT_EXCEEDED', 'Too many sign-ins within a minute.', failed);
  }
  if (password === '') throw new Refusal('NO_PASSWORD_PROVIDED', 'No password was given.', failed);
  // A vaultDNS in the body wins over the host that was asked.
  const wanted = vaultDNS === undefined || vaultDNS === '' ? world : worldOf(vaultDNS);
  const account = accountOf(username, wanted.host);
  if (account?.signIn === 'locked' || wanted.isLocked(username)) {
    throw new Refusal('USER_LOCKED_OUT', 'The user account is locked.', failed);
  }
  if (account === undefined || account.password !== password) {
    wanted.noteSignIn(username, false);
    throw new Refusal('USERNAME_OR_PASSWORD_INCORRECT', 'User name or password is wrong.', failed);
  }
  wanted.noteSignIn(username, true);
  refuseUnusable(account);
  const elsewhere = account.signIn === 'elsewhere';
  const landed = elsewhere ? worldOf('quiet-elsewhere.vault.test') : wanted;
  return {
    sessionId: landed.sessions.begin(account).id,
    userId: account.id,
    vaultIds: elsewhere ? [entryOf(wanted), entryOf(landed)] : [entryOf(landed)],
    vaultId: landed.vaultId,
  };
};

/** The request itself has already kept the session alive. */
export const keepAlive: Answers['keepAlive'] = () => ({});

export const endSession: Answers['endSession'] = (_, { world, session }) => {
  if (session !== undefined) world.sessions.end(session.id);
  return {};
};

function refuseUnusable({ signIn }: Account) {
  switch (signIn) {
    case 'inactive':
      throw new Refusal('INACTIVE_USER', 'The user is inactive.', failed);
    case 'password-expired':
      throw new Refusal('PASSWORD_CHANGE_REQUIRED', 'The password has expired.', failed);
    case 'locked':
    case 'elsewhere':
    case 'works':
  }
}

function entryOf({ vaultId, host, name }: World) {
  return {
    id: vaultId,
    name: `Simulated ${name}`,
    url: `https://${host}/api`,
  };
}
