/**
 * Joins the proxy with what is behind it, a real Vault or the simulator. The only file that
 * knows both.
 */
import type { Send } from '#contract/client.ts';
import type { Clock } from '#proxy/clock.ts';
import { config, Misconfigured, type Config, type Environment } from '#proxy/config.ts';
import { files } from '#proxy/files/static.ts';
import type { Log } from '#proxy/log.ts';
import { proxy } from '#proxy/proxy.ts';
import { demoAdmin } from '#simulator/accounts.ts';
import { runningClock } from '#simulator/clock.ts';
import { createSimulator, type Simulator } from '#simulator/simulator.ts';
import { isWorldName, worldNames, type WorldName } from '#simulator/worlds/names.ts';

type Options = {
  environment: Environment;
  /** Of proxy and simulator both. */
  clock?: Clock;
  /** Instead of the network or the simulator. */
  upstream?: Send;
  log?: Log;
  /** Folder of the built app; without it only data is served. */
  files?: string;
};

export type Server = {
  /** The second argument is what the listening server knows of the connection. */
  fetch: (request: Request, connection?: object) => Response | Promise<Response>;
  config: Config;
  /** Undefined where a real Vault is asked. */
  simulator: Simulator | undefined;
};

/** Throws Misconfigured, with every fault of the environment. */
export function server({ environment, clock, upstream, log, files: folder }: Options): Server {
  const { world, speed, read } = configured(environment);
  const simulated = read.simulated
    ? createSimulator({ clock: clock ?? runningClock({ speed }), world })
    : undefined;
  const home = `${world}.vault.test`;
  const all = simulated
    ? { ...read, vaults: [{ host: home, name: home, origin: `https://${home}` }] }
    : read;
  const app = proxy({
    config: all,
    upstream: upstream ?? simulated?.fetch ?? fetch,
    ...(clock && { clock }),
    ...(log && { log }),
    ...(folder && { files: files({ folder, basePath: all.basePath, demo: all.simulated }) }),
    ...(simulated && { demo: { vault: home, ...demoAdmin } }),
  });
  return {
    fetch: (request, connection) => app.fetch(request, connection),
    config: all,
    simulator: simulated,
  };
}

type Configured = { read: Config; world: WorldName; speed: number };

/** All faults at once, those of the simulator's two settings too. */
function configured(environment: Environment): Configured {
  const world = environment['SIMULATOR_WORLD']?.trim() || 'busy';
  const speed = Number(environment['SIMULATOR_SPEED']?.trim() || 1);
  const isWorld = isWorldName(world);
  const isSpeed = speed > 0 && speed <= 1_000;
  const faults = [
    ...(isWorld ? [] : [`SIMULATOR_WORLD: must be one of ${worldNames.join(', ')}.`]),
    ...(isSpeed ? [] : ['SIMULATOR_SPEED: must be a number above 0, up to 1000.']),
  ];
  try {
    const read = config(environment);
    if (isWorld && isSpeed) return { read, world, speed };
  } catch (error) {
    if (error instanceof Misconfigured) throw new Misconfigured([...error.faults, ...faults]);
    throw error;
  }
  throw new Misconfigured(faults);
}
