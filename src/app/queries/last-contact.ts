/** When the Jobwatch server last answered anything, so that its silence is told apart from Vault's. */
import { VaultError } from '#contract/envelope.ts';

let last: number | undefined;

/** In milliseconds, on this device's clock; undefined before the first answer. */
export function lastContact(): number | undefined {
  return last;
}

/** To be called for each answer, and each error: Vault's and the server's own are answers too. */
export function noteContact(now: number, error?: unknown): void {
  if (error === undefined || (error instanceof VaultError && !silent.has(error.type))) last = now;
}

const silent = new Set(['PROXY_UNREACHABLE', 'PROXY_TIMEOUT']);
