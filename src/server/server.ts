/** Joins the proxy with its upstream: a real Vault or the simulator. */
import type { Dispatcher } from 'undici';

import type { Send } from '#contract/client.ts';
import { createSteadyClock, systemClock, type Clock } from '#proxy/clock.ts';
import type { Config, Environment } from '#proxy/config.ts';
import { createStaticFiles } from '#proxy/files/static.ts';
import { createLog, type Log } from '#proxy/log.ts';
import { type OutgoingProxy, ThroughProxyError } from '#proxy/outgoing-proxy.ts';
import { createProxy } from '#proxy/proxy.ts';
import type { ProxyOptions } from '#proxy/services.ts';
import { createRedisState } from '#proxy/state/redis-state.ts';
import type { SharedState } from '#proxy/state/shared-state.ts';
import { demoAdmin } from '#simulator/accounts.ts';
import { runningClock } from '#simulator/clock.ts';
import { createSimulator, type Simulator } from '#simulator/simulator.ts';

import { createDrawing } from './drawing.ts';
import { createNotifications, type NotifySettings, type Watching } from './notify/notifications.ts';
import { readSettings } from './settings.ts';

type Options = {
  environment: Environment;
  /** The clock of both proxy and simulator. */
  clock?: Clock;
  /** Instead of the network or the simulator. */
  upstream?: Send;
  log?: Log;
  /** Folder of the built app; without it only data is served. */
  files?: string;
  /** The script of the build that draws pages; without it all documents come without rows. */
  drawing?: string;
  /** For how long a document may wait for Vault before it is sent without rows, in milliseconds. */
  drawingWaitMs?: number;
};

export type Server = {
  /** The second argument is the connection, as the listening server passes it on. */
  fetch: (request: Request, connection?: object) => Response | Promise<Response>;
  config: Config;
  /** Undefined if the upstream is a real Vault. */
  simulator: Simulator | undefined;
  /** Undefined where nothing is to be sent anywhere. It watches once it is started. */
  watching: Watches | undefined;
  /** Starts what the first page would otherwise wait for. */
  warmUp: () => void;
  /** Ends the connection to the store that servers share, where there is one. */
  close: () => void;
};

/** Throws ConfigError with every fault of the environment. */
export function createServer({
  environment,
  clock,
  upstream,
  log: chosenLog,
  files: folder,
  drawing,
  drawingWaitMs,
}: Options): Server {
  const {
    config,
    notify,
    simulator: { world, speed },
  } = readSettings(environment);
  const simulated = config.simulated
    ? createSimulator({ clock: clock ?? runningClock({ speed }), world })
    : undefined;
  const home = `${world}.vault.test`;
  const all = simulated
    ? { ...config, vaults: [{ host: home, name: home, origin: `https://${home}` }] }
    : config;
  const machineClock = clock ?? systemClock;
  const log = chosenLog ?? createLog({ level: config.logLevel, clock: machineClock });
  const state = redisOf(config, { log, clock: createSteadyClock(machineClock) });
  const notifier = notify && createNotifier(notify);
  const drawer = drawing === undefined ? undefined : createDrawing({ file: drawing });
  const app = createProxy({
    config: all,
    upstream: upstream ?? simulated?.fetch ?? createVaultFetch(config.outgoingProxy),
    log,
    ...(clock && { clock }),
    ...(state && { state }),
    ...(folder && {
      files: createStaticFiles({
        folder,
        basePath: all.basePath,
        publicUrl: all.publicUrl,
        vaults: all.vaults,
        demo: all.simulated,
      }),
    }),
    ...(drawer && { draw: drawer.drawPage }),
    ...(drawingWaitMs && { drawingWaitMs }),
    ...(simulated && { demo: { vault: home, ...demoAdmin } }),
    ...(notifier && { notify: notifier.notify }),
  });
  return {
    fetch: (request, connection) => app.fetch(request, connection),
    config: all,
    simulator: simulated,
    watching: notifier?.watching,
    warmUp: () => drawer?.warmUp(),
    close: () => state?.close(),
  };
}

type Watches = Pick<Watching, 'tick' | 'start' | 'stop'>;

/** The proxy makes what each Vault is watched with; this keeps what came of it. */
function createNotifier(settings: NotifySettings) {
  const made: Watching[] = [];
  const notify: ProxyOptions['notify'] = (source) => {
    const watching = createNotifications(settings, source);
    made.push(watching);
    return watching;
  };
  const all = async (act: (one: Watching) => Promise<void>) => {
    await Promise.all(made.map(act));
  };
  const watching: Watches = {
    tick: () => all((one) => one.tick()),
    start: () => made.forEach((one) => one.start()),
    stop: () => all((one) => one.stop()),
  };
  return { notify, watching };
}

function redisOf(
  { redisUrl, sessionSecret }: Config,
  { log, clock }: { log: Log; clock: Clock },
): SharedState | undefined {
  if (redisUrl === undefined || sessionSecret === undefined) return undefined;
  return createRedisState({ url: redisUrl, secret: sessionSecret, log, clock });
}

/**
 * `fetch` for calls to Vault, through the proxy that the environment names, if it names one. Node's
 * own fetch does so from Node 24 on only, and only with another variable set.
 */
function createVaultFetch(outgoingProxy: OutgoingProxy): Send {
  const agents = new Map<string, Promise<Dispatcher>>();

  return async function vaultFetch(request) {
    const proxy = outgoingProxy(request.url);
    if (proxy === undefined) return fetch(request);
    const agent = agents.get(proxy.url.href) ?? agentOf(proxy.url);
    agents.set(proxy.url.href, agent);
    const init: RequestInit = {};
    // Not written there at once: the types of Node's fetch are those of an older library.
    Object.assign(init, { dispatcher: await agent });
    return fetch(request, init).catch((cause: unknown) => {
      throw new ThroughProxyError(proxy, cause);
    });
  };
}

/** Loaded by those who need it. */
async function agentOf(proxy: URL): Promise<Dispatcher> {
  const { ProxyAgent } = await import('undici');
  return new ProxyAgent(proxy.href);
}
