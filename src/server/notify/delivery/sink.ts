/** Where messages go: by webhook or mail. What comes of one is said without a word of the answer. */
import type { Notice } from '#contract/notifications.ts';
import type { VaultKind } from '#contract/vault.ts';

import { PrivateAddressError } from './private-address.ts';

export type Message = {
  /** A line of all of it. */
  subject: string;
  /** A line for each notice. */
  lines: readonly string[];
  /** As data; without titles where these may not leave the server. */
  notices: readonly (Omit<Notice, 'title'> & { title?: string; link?: string })[];
  vault: { name: string; host: string; kind?: VaultKind };
  /** The process ended while it was being sent before: nobody knows whether it arrived. */
  mayRepeat: boolean;
};

/** `refused`: trying again would change nothing. `detail` holds nothing that others wrote. */
export type Sent =
  | { kind: 'delivered' }
  | { kind: 'refused'; detail: string }
  | { kind: 'failed'; detail: string; retryAfterMs?: number };

export type Sink = {
  /** Tells it apart in what is stored, without its secret. */
  id: string;
  /** What it is called on the settings page: webhook, Slack, Teams or mail. */
  to: string;
  host: string;
  /** Never rejects. */
  send: (message: Message) => Promise<Sent>;
};

/** Never the error's words: they may quote the address, or what the other side wrote. */
export function failureOf(error: unknown): Sent {
  if (error instanceof PrivateAddressError) return { kind: 'refused', detail: 'private address' };
  return { kind: 'failed', detail: reasonOf(error) };
}

/** For what can't be broken off, such as looking up a name. */
export function inTime<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    promise.then(resolve, reject);
  });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'no answer in time';
  const { cause } = error;
  if ('code' in error && typeof error.code === 'string' && /^[A-Z\d_]{2,50}$/.test(error.code))
    return error.code;
  return cause instanceof Error ? reasonOf(cause) : error.name.slice(0, 40);
}
