/** Why what a watched Vault shows is not live, or to be taken with care. */
import { VaultError } from '#contract/envelope.ts';
import { roughly } from '#insight/time/format.ts';

import { warningWords, wordsOf } from '../components/error-words.ts';
import { counted } from '../ui/number.ts';
import type { Cause } from './liveness.ts';
import type { Watched } from './watched.ts';

export const headlines: Record<Cause, string> = {
  server: 'The Jobwatch server is not responding',
  vault: 'Vault is not responding',
  maintenance: 'Vault is down for maintenance',
  'signed-out': 'Signed out of Vault',
  'no-right': 'No permission to see this Vault’s jobs',
  limited: 'Vault’s limit on API calls is reached',
};

/** The headline says what happened, but not what a display's account lacks: that the server says. */
export function reasonText(error: Error): string {
  const { what, remedy } = wordsOf(error);
  const isDisplayError = error instanceof VaultError && error.type === 'DISPLAY_SIGNED_OUT';
  return isDisplayError ? `${what}. ${remedy}` : remedy;
}

/** A clock this far off makes running times and lateness doubtful. */
const clockWarningMs = 120_000;

export function clockText(aheadMs: number): string {
  if (Math.abs(aheadMs) <= clockWarningMs) return '';
  const side = aheadMs > 0 ? 'ahead of' : 'behind';
  return `Vault’s clock is ${roughly(Math.abs(aheadMs))} ${side} this device’s clock. Times follow Vault’s.`;
}

/** What makes its jobs less than they seem. */
export function partText({ warnings, unreadable }: Pick<Watched, 'warnings' | 'unreadable'>) {
  return [
    ...(warnings.length > 0 ? [`${warningWords(warnings)}. What is shown may be incomplete.`] : []),
    ...(unreadable > 0 ? [`${counted(unreadable, 'row')} could not be read.`] : []),
  ];
}
