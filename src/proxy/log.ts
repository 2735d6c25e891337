/** Structured lines on what happened, never on what was in it: no session, password or body. */
import { pino, type DestinationStream, type Logger } from 'pino';

import type { Clock } from './clock.ts';
import type { Config } from './config.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

type Options = { level: Config['logLevel']; clock: Clock; to?: DestinationStream };

export function createLog({ level, clock, to }: Options): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date(clock.now()).toISOString()}"`,
    // No caller passes any of these; should one ever do, it goes no further.
    redact: secrets.flatMap((name) => [name, `*.${name}`]),
  };
  return to === undefined ? pino(options) : pino(options, to);
}

const secrets = ['sessionId', 'password', 'secret', 'cookie', 'authorization', 'body', 'headers'];
