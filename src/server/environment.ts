/** What the operator set: the environment, and beneath it a `.env` in the folder we start from. */
import { existsSync } from 'node:fs';

import type { Environment } from '#proxy/config.ts';

export function readEnvironment(): Environment {
  // It leaves alone what the environment already says.
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
