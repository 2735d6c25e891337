/** Joins the proxy with its upstream: a real Vault or the simulator. */
import type { Send } from '#contract/client.ts';
import type { Clock } from '#proxy/clock.ts';
import type { Config, Environment } from '#proxy/config.ts';
import { createStaticFiles } from '#proxy/files/static.ts';
import type { Log } from '#proxy/log.ts';
import { createProxy } from '#proxy/proxy.ts';
import { demoAdmin } from '#simulator/accounts.ts';
import { runningClock } from '#simulator/clock.ts';
import { createSimulator, type Simulator } from '#simulator/simulator.ts';

import { readSettings } from './settings.ts';
import { createVaultFetch } from './vault-fetch.ts';

type Options = {
  environment: Environment;
  /** The clock of both proxy and simulator. */
  clock?: Clock;
  /** Instead of the network or the simulator. */
  upstream?: Send;
  log?: Log;
  /** Folder of the built app; without it only data is served. */
  files?: string;
};

export type Server = {
  /** The second argument is the connection, as the listening server passes it on. */
  fetch: (request: Request, connection?: object) => Response | Promise<Response>;
  config: Config;
  /** Undefined if the upstream is a real Vault. */
  simulator: Simulator | undefined;
};

/** Throws ConfigError with every fault of the environment. */
export function createServer({
  environment,
  clock,
  upstream,
  log,
  files: folder,
}: Options): Server {
  const {
    config,
    simulator: { world, speed },
  } = readSettings(environment);
  const simulated = config.simulated
    ? createSimulator({ clock: clock ?? runningClock({ speed }), world })
    : undefined;
  const home = `${world}.vault.test`;
  const all = simulated
    ? { ...config, vaults: [{ host: home, name: home, origin: `https://${home}` }] }
    : config;
  const app = createProxy({
    config: all,
    upstream: upstream ?? simulated?.fetch ?? createVaultFetch(config.outgoingProxy),
    ...(clock && { clock }),
    ...(log && { log }),
    ...(folder && {
      files: createStaticFiles({
        folder,
        basePath: all.basePath,
        publicUrl: all.publicUrl,
        demo: all.simulated,
      }),
    }),
    ...(simulated && { demo: { vault: home, ...demoAdmin } }),
  });
  return {
    fetch: (request, connection) => app.fetch(request, connection),
    config: all,
    simulator: simulated,
  };
}
