/** Reads the environment: the proxy's configuration, and the settings of simulator and notifications. */
import { readConfig, ConfigError, type Config, type Environment } from '#proxy/config.ts';
import { isWorldName, worldNames, type WorldName } from '#simulator/worlds/names.ts';

import type { NotifySettings } from './notify/notifications.ts';
import { readNotifySettings } from './notify/notify-settings.ts';

export type Settings = {
  config: Config;
  /** Undefined where nothing is to be sent anywhere. */
  notify: NotifySettings | undefined;
  simulator: {
    world: WorldName;
    /** How many times faster than real time its clock runs. */
    speed: number;
  };
};

/** Throws ConfigError with the faults of all. */
export function readSettings(environment: Environment): Settings {
  const world = environment['SIMULATOR_WORLD']?.trim() || 'busy';
  const speed = Number(environment['SIMULATOR_SPEED']?.trim() || 1);
  const isWorld = isWorldName(world);
  const isSpeed = speed > 0 && speed <= 1_000;
  const faults = [
    ...(isWorld ? [] : [`SIMULATOR_WORLD: must be one of ${worldNames.join(', ')}.`]),
    ...(isSpeed ? [] : ['SIMULATOR_SPEED: must be a number above 0, up to 1000.']),
  ];
  try {
    const config = readConfig(environment);
    const { notify, faults: ofNotify } = readNotifySettings(environment, config);
    faults.push(...ofNotify);
    if (isWorld && isSpeed && faults.length === 0) {
      return { config, notify, simulator: { world, speed } };
    }
  } catch (error) {
    if (error instanceof ConfigError) throw new ConfigError([...error.faults, ...faults]);
    throw error;
  }
  throw new ConfigError(faults);
}
