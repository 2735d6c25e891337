/**
 * What changes something: sent once by us, never retried. Apart from reading, as none of it is
 * needed for the first load.
 */
import { mutationOptions } from '@tanstack/react-query';

import type { Answer } from '#contract/client.ts';
import type { Input, Output, Write } from '#contract/endpoint.ts';
import { VaultError } from '#contract/envelope.ts';
import { headers } from '#contract/headers.ts';
import { startNow } from '#contract/jobs.ts';
import { build, signIn, signOut } from '#contract/session.ts';

import { call, callAny } from './call.ts';

/** Sent once: no retry, whatever happens (docs/vault-api.md §12.3). */
export const startNowMutation = mutationOptions({
  mutationKey: [startNow.path],
  mutationFn: async (id: string) => write(startNow, { job_id: id }),
  retry: false,
});

/** Never retried: five wrong passwords lock an account (docs/vault-api.md §4). */
export const signInMutation = mutationOptions({
  mutationFn: async (input: Input<typeof signIn>) => (await write(signIn, input)).data,
  retry: false,
});

export const signOutMutation = mutationOptions({
  mutationFn: async () => (await write(signOut, {})).data,
  retry: false,
});

/** The server did not even answer a question before it: what was to be written never left. */
export class NotSentError extends VaultError {
  override name = 'NotSentError';
}

/**
 * Asks first which store of idempotency keys the server has, and has it carried out there or not at
 * all: a browser that sends it again by itself may reach a server that was started in between,
 * which can't know that it is a repeat.
 */
async function write<E extends Write>(endpoint: E, input: Input<E>): Promise<Answer<Output<E>>> {
  const { data } = await call(build, {}).catch((cause: unknown) => {
    if (!(cause instanceof VaultError)) throw cause;
    throw new NotSentError([{ type: cause.type, message: cause.message }]);
  });
  return callAny(endpoint, input, { headers: { [headers.store]: data.store } });
}
