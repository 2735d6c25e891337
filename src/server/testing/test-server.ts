/** For tests: the proxy in front of the simulator, with one clock that the test moves. */
import { createManualClock } from '#contract/testing/manual-clock.ts';
import { createLog } from '#proxy/log.ts';

import { createServer } from '../server.ts';

const origin = 'http://127.0.0.1:4100';
const proof = { origin, 'sec-fetch-site': 'same-origin' };

type Environment = { SIMULATOR_WORLD?: string } & Record<string, string>;

export function testServer({ SIMULATOR_WORLD = 'quiet', ...environment }: Environment = {}) {
  const host = `${SIMULATOR_WORLD}.vault.test`;
  const clock = createManualClock();
  const lines: string[] = [];
  const to = { write: (line: string) => lines.push(line) };
  const { fetch, simulator } = createServer({
    environment: { SIMULATOR_WORLD, ...environment },
    clock,
    log: createLog({ level: 'debug', clock, to }),
  });
  if (simulator === undefined) throw new Error('without VAULT_URL a server has a simulator');
  const world = simulator.world(host);

  const ask = async (path: string, { headers, ...init }: Ask = {}) =>
    fetch(
      new Request(origin + path, { ...init, headers: { ...(init.method && proof), ...headers } }),
    );

  async function signIn(
    name = 'admin',
    { password = 'simulated', ...other }: Record<string, string> = {},
  ) {
    const body = { vault: host, userName: `${name}@vault.test`, password, ...other };
    const answer = await ask('/api/session', { method: 'POST', body: JSON.stringify(body) });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return { answer, viewer: { headers: { cookie } } };
  }

  const called = (endpoint: string) => world.calls.filter((call) => call.endpoint === endpoint);
  return { fetch, ask, signIn, world, clock, lines, called };
}

type Ask = { method?: string; body?: string; headers?: Record<string, string> };
