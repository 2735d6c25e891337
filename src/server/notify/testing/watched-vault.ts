/** For tests: a server that watches a simulated Vault, and that can be restarted. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createManualClock } from '#contract/testing/manual-clock.ts';
import { createLog } from '#proxy/log.ts';
import { createSimulator } from '#simulator/simulator.ts';

import { createServer } from '../../server.ts';
import { token } from '../../testing/server-with-display.ts';
import { webhookSink } from './webhook-sink.ts';

const host = 'quiet.vault.test';
const minute = 60_000;

const origin = 'http://127.0.0.1:4100';

type Ask = { method?: string; body?: string; headers?: Record<string, string> };
type Options = { environment: Record<string, string>; rules?: unknown };

export function watchedVault({ environment, rules }: Options) {
  const folder = mkdtempSync(join(tmpdir(), 'jobwatch-notify-'));
  const rulesPath = join(folder, 'rules.json');
  if (rules !== undefined) writeFileSync(rulesPath, JSON.stringify(rules));
  const clock = createManualClock();
  const simulator = createSimulator({ clock, world: 'quiet' });
  const world = simulator.world(host);
  const lines: string[] = [];
  const log = createLog({ level: 'debug', clock, to: { write: (line) => lines.push(line) } });

  const begin = () =>
    createServer({
      environment: {
        VAULT_URL: `Acme=https://${host},Other=https://other.vault.test`,
        DISPLAY_USERNAME: 'reader@vault.test',
        DISPLAY_PASSWORD: 'simulated',
        DISPLAY_TOKEN: token,
        NOTIFY_STATE: join(folder, 'state.json'),
        NOTIFY_ALLOW: '127.0.0.1',
        METRICS: 'on',
        ...(rules !== undefined && { NOTIFY_RULES: rulesPath }),
        ...environment,
      },
      clock,
      upstream: simulator.fetch,
      log,
    });
  let server = begin();

  /** Moves the clock by so much, and does what is due by then. */
  async function pass(milliseconds: number, stepMs = minute): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += stepMs) {
      clock.advance(Math.min(stepMs, milliseconds - passed));
      await server.watching?.tick();
    }
  }

  async function ask(path: string, init: Ask = {}): Promise<Response> {
    return server.fetch(
      new Request(origin + path, {
        ...init,
        headers: { origin, 'sec-fetch-site': 'same-origin', ...init.headers },
      }),
    );
  }

  async function signIn(name: string, vault: string): Promise<string> {
    const body = JSON.stringify({ vault, userName: `${name}@vault.test`, password: 'simulated' });
    const answer = await ask('/api/session', { method: 'POST', body });
    return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }

  return {
    folder,
    clock,
    world,
    worldOf: (name: string) => simulator.world(name),
    lines,
    pass,
    ask,
    /** What the settings page shows to a user; to whoever has not signed in, without a name. */
    report: async (name?: string, { vaultHost = host } = {}) => {
      const cookie = name === undefined ? '' : await signIn(name, vaultHost);
      const path = vaultHost === host ? '' : `/v/${vaultHost}`;
      return ask(`${path}/api/notifications`, { headers: { cookie } });
    },
    /** Without warning, as a machine that loses power, or after it has ended what it was doing. */
    restart: async (how: 'power' | 'graceful' = 'graceful') => {
      if (how === 'graceful') await server.watching?.stop();
      server = begin();
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export type WatchedVault = ReturnType<typeof watchedVault>;

type Setting = { rules?: unknown; more?: string; environment?: Record<string, string> };

/** With a webhook, and `more` addresses. `ends` are for what is to be closed after the test. */
export async function watchedBySink(
  ends: (() => void)[],
  { rules, more, environment }: Setting = {},
) {
  const sink = await webhookSink();
  const NOTIFY_URLS = more === undefined ? sink.url : `${sink.url},${more}`;
  const vault = watchedVault({ environment: { NOTIFY_URLS, ...environment }, rules });
  ends.push(sink.close, vault.close);
  const said = () =>
    sink.bodies().flatMap(({ events }) => events.map(({ change, kind }) => `${change} ${kind}`));
  return { ...vault, sink, said };
}
