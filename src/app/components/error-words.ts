/** Errors in the user's words: what happened, and what to do. */
import { type ErrorKind, VaultError } from '#contract/envelope.ts';

import { roughly } from '../time/format.ts';

export type Words = { what: string; remedy: string };

const own: Record<string, Words> = {
  INVALID_SESSION_ID: { what: 'Your Vault session has ended', remedy: 'Sign in again to go on.' },
  INSUFFICIENT_ACCESS: {
    what: 'Vault says that you lack a right for this',
    remedy: 'Ask a Vault admin for the permissions Admin: Operations and Admin: Jobs.',
  },
  INACTIVE_USER: {
    what: 'This Vault user is inactive',
    remedy: 'Ask a Vault admin to activate it.',
  },
  API_LIMIT_EXCEEDED: {
    what: 'Vault has been asked too often',
    remedy: 'It is asked again as soon as Vault allows it.',
  },
  VAULT_MAINTENANCE: {
    what: 'Vault is down for maintenance',
    remedy: 'This page comes back by itself.',
  },
  CONFIGURATION_MODE_ENABLED: {
    what: 'Vault is in configuration mode, so only its admins are let in',
    remedy: 'This page comes back by itself.',
  },
  VAULT_TIMEOUT: {
    what: 'Vault has not answered in time',
    remedy: 'It is asked again shortly.',
  },
  VAULT_UNREACHABLE: {
    what: 'Vault can’t be reached from the Jobwatch server',
    remedy: 'It is tried again shortly. If it lasts, check the network between the two.',
  },
  VAULT_UNREADABLE: {
    what: 'Vault sent something that isn’t data',
    remedy: 'It may be starting up or down; it is asked again shortly.',
  },
  ANSWER_TOO_LARGE: {
    what: 'Vault’s answer was too large to be passed on',
    remedy: 'Ask for less at a time.',
  },
  UNEXPECTED_ERROR: { what: 'Vault met an error of its own', remedy: 'It is asked again shortly.' },
  PROXY_UNREACHABLE: {
    what: 'The Jobwatch server can’t be reached',
    remedy: 'It is tried again shortly. Check your network if it lasts.',
  },
  PAGE_OUTDATED: {
    what: 'Jobwatch was updated',
    remedy: 'Reload to go on with the new version.',
  },
  PROXY_TIMEOUT: {
    what: 'The Jobwatch server has not answered in time',
    remedy: 'It is asked again shortly.',
  },
  USERNAME_OR_PASSWORD_INCORRECT: {
    what: 'User name or password is not right',
    remedy: 'Check both. Vault locks an account after five wrong passwords.',
  },
  NO_PASSWORD_PROVIDED: { what: 'The password is missing', remedy: 'Type it and sign in again.' },
  USER_LOCKED_OUT: {
    what: 'This account is locked',
    remedy: 'Ask a Vault admin to unlock it, or reset the password in Vault.',
  },
  PASSWORD_CHANGE_REQUIRED: {
    what: 'Vault wants a new password',
    remedy: 'Change it in Vault, then sign in here.',
  },
  TOO_MANY_ATTEMPTS: {
    what: 'Too many attempts to sign in',
    remedy: 'Wait a few minutes, so that Vault does not lock the account.',
  },
  NOT_YOUR_TURN: {
    what: 'Others have just asked for this job, and Vault allows one look in 10 s',
    remedy: 'Ask again in a moment.',
  },
  READ_ONLY: {
    what: 'Start now is switched off on this server',
    remedy: 'Start the job in Vault itself.',
  },
  DISPLAY_SIGNED_OUT: {
    what: 'This display can’t sign in to Vault',
    remedy: 'Whoever runs Jobwatch has to see to the Vault user of its displays.',
  },
  OPERATION_NOT_ALLOWED: {
    what: 'Vault did not allow it',
    remedy: 'The job may have started already: look at its status.',
  },
  FOREIGN_ORIGIN: {
    what: 'The server could not see that this came from its own page',
    remedy: 'Open Jobwatch by its own address, over https or on this computer, and try again.',
  },
};

/** What to do about any other type. */
const remedies: Record<ErrorKind, string> = {
  'sign-in': 'Sign in again to go on.',
  'no-right': 'Ask a Vault admin for the permissions Admin: Operations and Admin: Jobs.',
  'slow-down': 'It is asked again as soon as Vault allows it.',
  unreachable: 'It is asked again shortly.',
  refused:
    'Asked the same way it will be refused again: look in Vault itself, or ask a Vault admin.',
};

/** Types that say little by themselves keep the sender's own message. */
const withMessage = new Set([
  'INSUFFICIENT_ACCESS',
  'OPERATION_NOT_ALLOWED',
  'UNEXPECTED_ERROR',
  'VAULT_UNREACHABLE',
  'DISPLAY_SIGNED_OUT',
]);

export function wordsOf(error: Error): Words {
  if (!(error instanceof VaultError)) {
    return {
      what: 'Something went wrong on this page',
      remedy: 'Reload it; nothing in Vault has changed.',
    };
  }
  const said = error.message.replace(/[.\s]+$/, '');
  const words = own[error.type] ?? { what: said || error.type, remedy: remedies[error.kind] };
  if (error.downtimeMinutes !== undefined && error.downtimeMinutes > 0) {
    const until = `Vault expects to be back in about ${roughly(error.downtimeMinutes * 60_000)}.`;
    return { ...words, remedy: `${until} ${words.remedy}` };
  }
  if (!withMessage.has(error.type) || said === '') return words;
  return { ...words, what: `${words.what} (${said})` };
}
