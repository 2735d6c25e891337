/** For tests: several servers at one address, one simulated Vault and one Redis behind them. */
import * as v from 'valibot';

import { createLog } from '#proxy/log.ts';
import { startRedis } from '#proxy/testing/redis-server.ts';
import { createSimulator } from '#simulator/simulator.ts';

import { createServer } from '../server.ts';
import { token } from './server-with-display.ts';

const host = 'quiet.vault.test';
const start = Date.UTC(2026, 2, 10, 14);
const origin = 'http://127.0.0.1:4100';

type Ask = { method?: string; body?: string; headers?: Record<string, string> };

export async function replicas(count = 3, environment: Record<string, string> = {}) {
  const redis = await startRedis();
  let skippedMs = 0;
  /** It runs, as Redis measures time by itself, and can be moved forward. */
  const clock = { now: () => Math.floor(start + performance.now()) + skippedMs };
  const simulator = createSimulator({ clock, world: 'quiet' });
  const world = simulator.world(host);
  const lines: string[] = [];
  const log = createLog({ level: 'debug', clock, to: { write: (line) => lines.push(line) } });

  const all = Array.from({ length: count }, () => {
    const server = createServer({
      environment: {
        VAULT_URL: `https://${host}`,
        VAULT_TIMEOUT_MS: '2000',
        REDIS_URL: redis.url,
        SESSION_SECRET: 'a secret of thirty-two characters',
        DISPLAY_USERNAME: 'reader@vault.test',
        DISPLAY_PASSWORD: 'simulated',
        DISPLAY_TOKEN: token,
        METRICS: 'on',
        ...environment,
      },
      clock,
      upstream: simulator.fetch,
      log,
    });
    const ask = async (path: string, init: Ask = {}) =>
      server.fetch(
        new Request(origin + path, {
          ...init,
          headers: { origin, 'sec-fetch-site': 'same-origin', ...init.headers },
        }),
      );
    return {
      ask,
      watching: server.watching,
      /** As if its process had ended. */
      kill: server.close,
      isReady: async () => (await ask('/readyz')).status === 200,
      store: async () => v.parse(build, await (await ask('/api/build')).json()).data.store,
      async signIn(name = 'admin', password = 'simulated') {
        const body = JSON.stringify({ vault: host, userName: `${name}@vault.test`, password });
        const answer = await ask('/api/session', { method: 'POST', body });
        const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
        return { answer, headers: { cookie } };
      },
    };
  });

  /** The next one each time, as a balancer does. */
  let asked = 0;
  const ask = async (path: string, init?: Ask) => {
    const one = all[asked % count];
    asked += 1;
    if (one === undefined) throw new Error('there are none');
    return one.ask(path, init);
  };

  const called = (endpoint: string) =>
    world.calls.filter((call) => call.endpoint === endpoint).length;

  return {
    all,
    ask,
    redis,
    world,
    lines,
    called,
    skip: (milliseconds: number) => {
      skippedMs += milliseconds;
    },
    areReady: async () => (await Promise.all(all.map((one) => one.isReady()))).every(Boolean),
    async close() {
      for (const { kill } of all) kill();
      await redis.close();
    },
  };
}

const build = v.object({ data: v.object({ store: v.string() }) });
