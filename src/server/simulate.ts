/** The simulator alone, behind a port of its own: for clients other than this dashboard. */
import { accounts } from '#simulator/accounts.ts';
import { runningClock } from '#simulator/clock.ts';
import { createSimulator } from '#simulator/simulator.ts';
import { isWorldName, worldNames } from '#simulator/worlds/names.ts';

import { listen } from './listen.ts';

const { env } = process;
const world = env['SIMULATOR_WORLD'] ?? 'busy';
const speed = Number(env['SIMULATOR_SPEED'] ?? 1);
const port = Number(env['PORT'] ?? 4200);
const host = env['HOST'] ?? '127.0.0.1';

if (!isWorldName(world)) throw new Error(`SIMULATOR_WORLD must be one of ${worldNames.join(', ')}`);
if (!(speed > 0)) throw new Error('SIMULATOR_SPEED must be a number above 0');
if (!Number.isInteger(port)) throw new Error('PORT must be a whole number');

const { fetch } = createSimulator({ clock: runningClock({ speed }), world });
const open = await listen(fetch, { port, host });

process.stdout.write(
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
