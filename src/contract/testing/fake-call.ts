/** For tests: a `call` whose Vault answers what the test says. */
import { client, type Call, type Send } from '../client.ts';

/** What the caller's clock says. */
export const now = Date.UTC(2021, 1, 3, 10, 0, 0);

/** Text is sent as it stands, anything else as JSON. */
export function fakeCall(body: unknown, init?: ResponseInit): Call {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return callThrough(() => Promise.resolve(new Response(text, init)));
}

export function callThrough(send: Send): Call {
  return client({ send, root: () => 'https://vault.test/api/v25.2', now: () => now });
}

/** The body of a list with these rows, whose total is their number. */
export function listBody(jobs: unknown[], more: Record<string, unknown> = {}) {
  return {
    responseStatus: 'SUCCESS',
    responseDetails: { total: jobs.length, limit: 50, offset: 0 },
    jobs,
    ...more,
  };
}
