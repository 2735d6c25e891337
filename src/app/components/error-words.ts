/** Errors in the user's words: what happened, and what to do. */
import { type ErrorKind, VaultError } from '#contract/envelope.ts';
import type { Fault } from '#contract/fault.ts';
import { instant } from '#contract/instant.ts';
import { withoutFullStop } from '#contract/trimmed-end.ts';
import { visible } from '#insight/status/title.ts';
import { dateTime, roughly } from '#insight/time/format.ts';

import { onVaultClock } from '../time/clock.ts';

export type Words = { what: string; remedy: string };

const own: Record<string, Words> = {
  INVALID_SESSION_ID: {
    what: 'Your Vault session has ended',
    remedy: 'Sign in again to continue.',
  },
  INSUFFICIENT_ACCESS: {
    what: 'Vault says that you don’t have permission for this',
    remedy: 'Ask a Vault admin for the permissions Admin: Operations and Admin: Jobs.',
  },
  INACTIVE_USER: {
    what: 'This Vault user is inactive',
    remedy: 'Ask a Vault admin to activate it.',
  },
  API_LIMIT_EXCEEDED: {
    what: 'Vault’s limit on API calls is reached',
    remedy: 'Jobwatch will refresh as soon as Vault allows it.',
  },
  VAULT_MAINTENANCE: {
    what: 'Vault is down for maintenance',
    remedy: 'This page will recover on its own.',
  },
  CONFIGURATION_MODE_ENABLED: {
    what: 'Vault is in configuration mode, so only its admins are let in',
    remedy: 'This page will recover on its own.',
  },
  VAULT_TIMEOUT: {
    what: 'Vault did not answer in time',
    remedy: 'Jobwatch will try again shortly.',
  },
  VAULT_UNREACHABLE: {
    what: 'Vault can’t be reached from the Jobwatch server',
    remedy:
      'Jobwatch will try again shortly. If this continues, check the network between the two.',
  },
  VAULT_UNREADABLE: {
    what: 'Vault’s answer could not be read',
    remedy: 'It may be starting up or shutting down; Jobwatch will try again shortly.',
  },
  ANSWER_TOO_LARGE: {
    what: 'Vault’s answer was too large to be passed on',
    remedy: 'Ask for fewer rows at a time.',
  },
  UNEXPECTED_ERROR: {
    what: 'Vault had an internal error',
    remedy: 'Jobwatch will try again shortly.',
  },
  PROXY_UNREACHABLE: {
    what: 'The Jobwatch server can’t be reached',
    remedy: 'Jobwatch will try again shortly. If this continues, check your network.',
  },
  PAGE_OUTDATED: {
    what: 'Jobwatch was updated',
    remedy: 'Reload to use the new version.',
  },
  PAGE_NOT_LOADED: {
    what: 'Part of Jobwatch could not be loaded',
    remedy: 'Reload the page.',
  },
  PROXY_TIMEOUT: {
    what: 'The Jobwatch server did not answer in time',
    remedy: 'Jobwatch will try again shortly.',
  },
  SESSION_CHANGED: {
    what: 'This browser is now signed in to another Vault, or as somebody else',
    remedy: 'Reload the page to continue as that user.',
  },
  DISPLAY_SIGNED_OUT: {
    what: 'This display can’t sign in to Vault',
    remedy: 'Ask whoever runs Jobwatch to check the Vault account that its displays use.',
  },
  SHARED_STATE_DOWN: {
    what: 'Jobwatch can’t reach the store that its servers share',
    remedy: 'Until it is back, nobody can sign in or start a job here.',
  },
};

/** What to do about any other type. */
const remedies: Record<ErrorKind, string> = {
  'sign-in': 'Sign in again to continue.',
  'no-right': 'Ask a Vault admin for the permissions Admin: Operations and Admin: Jobs.',
  'slow-down': 'Jobwatch will refresh as soon as Vault allows it.',
  unreachable: 'Jobwatch will try again shortly.',
  refused: 'Trying again won’t help: look in Vault itself, or ask a Vault admin.',
};

/** Types that say little by themselves keep the sender's own message. */
const withMessage = new Set([
  'INSUFFICIENT_ACCESS',
  'OPERATION_NOT_ALLOWED',
  'UNEXPECTED_ERROR',
  'VAULT_UNREACHABLE',
  'VAULT_UNREADABLE',
  'DISPLAY_SIGNED_OUT',
]);

/** `more`: words for types that only one place meets, by type. */
export function wordsOf(error: Error, more: Record<string, Words> = {}): Words {
  if (!(error instanceof VaultError)) {
    return {
      what: 'Something went wrong on this page',
      remedy: 'Reload it; nothing in Vault has changed.',
    };
  }
  const said = quoted(error.message);
  const words = more[error.type] ??
    own[error.type] ?? { what: said || visible(error.type), remedy: remedies[error.kind] };
  if (error.downtimeMinutes !== undefined && error.downtimeMinutes > 0) {
    const until = `Vault expects to be back in about ${roughly(error.downtimeMinutes * 60_000)}.`;
    return { ...words, remedy: `${until} ${words.remedy}` };
  }
  if (!withMessage.has(error.type) || said === '') return words;
  // Not brackets within brackets.
  return { ...words, what: words.what + (said.includes('(') ? `: ${said}` : ` (${said})`) };
}

/** In these, the wait is Vault's own. */
const vaultsWaits = new Set(['API_LIMIT_EXCEEDED', 'VAULT_ASKED_TO_WAIT']);

/**
 * How long to wait, where Vault or the server says so; otherwise empty. It does not promise that
 * Vault is left alone until then: a limit of Vault's may concern one address of many.
 */
export function waitText(error: Error | undefined, zone: string): string {
  if (!(error instanceof VaultError) || error.retryAt === undefined) return '';
  const moment = `${dateTime(instant(onVaultClock(error.retryAt)), zone)} (${zone})`;
  return vaultsWaits.has(error.type)
    ? ` Vault asks Jobwatch to wait until ${moment}.`
    : ` Jobwatch will try again after ${moment}.`;
}

/** What others wrote, with nothing in it that turns text around, to be put into a sentence. */
function quoted(text: string): string {
  return withoutFullStop(visible(text.trim().replaceAll(/\s+/g, ' ')));
}

const mostWarnings = 3;

/** What Vault warns of, in its own words; a sentence without its full stop. */
export function warningWords(warnings: readonly Fault[]): string {
  const words = [...new Set(warnings.map(({ type, message }) => quoted(message || type)))];
  const more = words.length - mostWarnings;
  const shown = words.slice(0, mostWarnings).join('; ');
  return `Vault warns: ${shown}${more > 0 ? `; and ${more} more` : ''}`;
}
