/** The simulator alone, behind a port of its own: for clients other than this dashboard. */
import { ConfigError } from '#proxy/config.ts';
import { standardOutput } from '#proxy/log-output.ts';
import { accounts } from '#simulator/accounts.ts';
import { runningClock } from '#simulator/clock.ts';
import { createSimulator } from '#simulator/simulator.ts';

import { listen } from './listen.ts';
import { readSettings, type Settings } from './settings.ts';

const {
  config: { host, port },
  simulator: { world, speed },
} = settings();
const { fetch } = createSimulator({ clock: runningClock({ speed }), world });
const open = await listen(fetch, { port, host });

standardOutput.write(
  [
    `A simulated Vault (${world}) answers at http://${host}:${open.port}/api/v25.2`,
    ...accounts.map(({ userName, password }) => `  ${userName}  ${password}`),
    '',
  ].join('\n'),
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void open.close();
  });
}

/** What concerns the proxy alone is left out: the simulator starts whatever it says. */
function settings(): Settings {
  const { SIMULATOR_WORLD, SIMULATOR_SPEED, HOST, PORT } = process.env;
  try {
    return readSettings({ SIMULATOR_WORLD, SIMULATOR_SPEED, HOST, PORT: PORT ?? '4200' });
  } catch (error) {
    standardOutput.write(`${error instanceof ConfigError ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
