/** Structured lines on what happened, never on what was in it: no session, password or body. */
import { pino, type DestinationStream, type Logger } from 'pino';

import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { standardOutput } from './log-output.ts';
import { textLog } from './log-text.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

type Options = { level: Config['logLevel']; clock: Clock; to?: DestinationStream };

/** Programs read JSON; who started the server at a terminal reads text. */
const usualOutput = process.stdout.isTTY ? textLog(standardOutput) : standardOutput;

export function createLog({ level, clock, to = usualOutput }: Options): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date(clock.now()).toISOString()}"`,
    // No caller passes any of these; should one ever do, it goes no further.
    redact: secrets.flatMap((name) => [name, `*.${name}`]),
    formatters: { log: shortened },
  };
  return pino(options, to);
}

const secrets = ['sessionId', 'password', 'secret', 'cookie', 'authorization', 'body', 'headers'];

/** Browsers choose paths, and Vault the names of users and of errors: none may fill a disk. */
const mostCharacters = 200;

function shortened(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, isLong(value) ? cut(value) : value]),
  );
}

function isLong(value: unknown): value is string {
  return typeof value === 'string' && value.length > mostCharacters;
}

function cut(text: string): string {
  return `${text.slice(0, mostCharacters)}…`;
}
