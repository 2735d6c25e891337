/** The app's one way to the proxy. */
import { type Answer, client, type CallOptions } from '#contract/client.ts';
import type { Endpoint, Input, Output, Read } from '#contract/endpoint.ts';
import { ownError } from '#contract/envelope.ts';
import { headers } from '#contract/headers.ts';
import { type Session, viewerKey } from '#contract/session.ts';

import { deviceNow, followVaultClock } from '../time/clock.ts';
import { takeInlined } from './inlined-answers.ts';
import { noteContact } from './last-contact.ts';

/** Longer than the proxy waits for Vault, so that the proxy's own words arrive. */
export const timeoutMs = 40_000;

/** Where the API is: below the page's base, which the server sets under a BASE_PATH. */
const apiRoot = () => new URL('api', document.baseURI).href;
const root = ({ of }: Endpoint) => (of === 'vault' ? `${apiRoot()}/vault` : apiRoot());

const send = client({ send: sendAsViewer, root, now: deviceNow });

/** Whose data this page shows, as the server last said; undefined before it has. */
let session: Session | undefined;
const listeners = new Set<(next: Session) => void>();

/** Returns the session, of which all requests are from now on. */
export function followViewer(next: Session): Session {
  for (const listener of listeners) listener(next);
  session = next;
  return next;
}

export function currentSession(): Session | undefined {
  return session;
}

/** Calls the listener before any request is sent for the next session. */
export function onSessionChange(listener: (next: Session) => void): void {
  listeners.add(listener);
}

/**
 * The cookie may have become another Vault's or another user's in the meantime: what is meant for
 * one is not carried out at another, and rows of one are not shown as those of another.
 */
async function sendAsViewer(request: Request): Promise<Response> {
  const expected =
    session?.kind === 'signed-in' ? viewerKey(session.vault.host, session.user.id) : '';
  // A preloaded answer can't be used for a request with a header of its own.
  const isRead = request.method === 'GET' && request.url.includes('/api/vault/');
  if (expected !== '' && !isRead) request.headers.set(headers.viewer, expected);
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]);
  const response = takeInlined(request, apiRoot()) ?? (await fetch(request, { signal }));
  return answerFor(expected, response);
}

/** Throws where the answer is of another Vault or user; `expected` is empty before anybody is known. */
export function answerFor(expected: string, response: Response): Response {
  const actual = response.headers.get(headers.viewer);
  if (actual?.startsWith(expected) === false) {
    throw ownError('SESSION_CHANGED', 'The answer is for another viewer.');
  }
  return response;
}

/** Reads. What changes something goes through `write` (`write.ts`). */
export const call: <E extends Read>(
  endpoint: E,
  input: Input<E>,
  options?: CallOptions,
) => Promise<Answer<Output<E>>> = async (...request) => callAny(...request);

/** As the contract's `call`; besides, it keeps up with Vault's clock. */
export const callAny: typeof send = async (endpoint, input, options) => {
  const answer = await send(endpoint, input, options).catch((error: unknown) => {
    noteContact(deviceNow(), error);
    throw error;
  });
  noteContact(deviceNow());
  if (endpoint.of === 'vault' && answer.skewMs !== undefined) followVaultClock(answer.skewMs);
  return answer;
};
