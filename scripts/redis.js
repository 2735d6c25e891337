/** The Redis or Valkey that tests start: the one named, or the machine's own. */
import { existsSync } from 'node:fs';

const usual = [
  process.env.REDIS_SERVER_PATH,
  '/usr/bin/redis-server',
  '/usr/bin/valkey-server',
  '/usr/local/bin/redis-server',
  '/opt/homebrew/bin/redis-server',
];

/** Its path, or undefined where there is none. */
export function findRedis() {
  return usual.find((path) => path && existsSync(path));
}
