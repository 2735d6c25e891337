/** For tests: a client that has signed in to a simulated Vault of its own. */
import { client, type Call } from '#contract/client.ts';
import { authenticate } from '#contract/sign-in.ts';
import { createManualClock, type ManualClock } from '#contract/testing/manual-clock.ts';

import { demoAdmin } from '../accounts.ts';
import { createSimulator, type Simulator } from '../simulator.ts';
import type { World } from '../world/world.ts';

type SignedInClient = {
  call: Call;
  /** Sends any request to the host, with the session unless `init` has other headers. */
  ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** As `ask`; returns the JSON body. */
  body: (path: string, init?: RequestInit) => Promise<Record<string, unknown>>;
  world: World;
  clock: ManualClock;
  vault: Simulator;
  sessionId: string;
};

type Options = { host?: string; userName?: string; clock?: ManualClock; vault?: Simulator };

export async function signedInClient({
  host = 'quiet.vault.test',
  userName = demoAdmin.userName,
  clock = createManualClock(),
  vault = createSimulator({ clock }),
}: Options = {}): Promise<SignedInClient> {
  const root = () => `https://${host}/api/v25.2`;
  const open = client({ send: vault.fetch, root, now: clock.now });
  const { password } = demoAdmin;
  const { data } = await open(authenticate, { username: userName, password });
  const session = { Authorization: data.sessionId };

  const ask = (path: string, init: RequestInit = {}) =>
    vault.fetch(new Request(`https://${host}${path}`, { headers: session, ...init }));

  return {
    call: (endpoint, input, options) =>
      open(endpoint, input, { ...options, headers: { ...session, ...options?.headers } }),
    ask,
    body: async (path, init) => {
      const answer: unknown = await (await ask(path, init)).json();
      return typeof answer === 'object' && answer !== null ? { ...answer } : {};
    },
    world: vault.world(host),
    clock,
    vault,
    sessionId: data.sessionId,
  };
}
