/** The app's one way to the proxy. */
import { type Answer, client, type CallOptions } from '#contract/client.ts';
import type { Endpoint, Input, Output, Read } from '#contract/endpoint.ts';

import { deviceNow, followVaultClock } from '../time/clock.ts';
import { noteContact } from './last-contact.ts';

/** Longer than the proxy waits for Vault, so that the proxy's own words arrive. */
const timeoutMs = 40_000;

/** Where the API is: below the page's base, which the server sets under a BASE_PATH. */
const root = (endpoint: Endpoint) =>
  new URL(endpoint.of === 'vault' ? 'api/vault' : 'api', document.baseURI).href;

const send = client({
  send: async (request) =>
    fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]) }),
  root,
  now: deviceNow,
});

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
