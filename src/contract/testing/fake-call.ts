/** For tests: a `call` whose Vault gives the answer one asks of it. */
import { client, type Call, type Send } from '../client.ts';

/** What the caller's clock says while it asks. */
export const now = Date.UTC(2021, 1, 3, 10, 0, 0);

/** Text is sent as it stands, anything else as JSON. */
export function answering(body: unknown, init?: ResponseInit): Call {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return calling(() => Promise.resolve(new Response(text, init)));
}

export function calling(send: Send): Call {
  return client({ send, root: () => 'https://vault.test/api/v25.2', now: () => now });
}

/** A SUCCESS around the rows of a list, which is as long as it says. */
export function listed(jobs: unknown[], more: Record<string, unknown> = {}) {
  return {
    responseStatus: 'SUCCESS',
    responseDetails: { total: jobs.length, limit: 50, offset: 0 },
    jobs,
    ...more,
  };
}
