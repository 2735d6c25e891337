/** The last resort: a fault of ours, told to the browser in the common shape and to the log. */
import type { ErrorHandler } from 'hono';

import { VaultError } from '#contract/envelope.ts';

import type { Env } from '../context.ts';
import type { Log } from '../log.ts';
import { refuse, refuseWith } from './error-response.ts';

export function broken({ log }: { log: Log }): ErrorHandler<Env> {
  return function broken(error, context) {
    if (error instanceof VaultError) return refuseWith(context, error);
    // Not the message: it may quote what was sent.
    const at = error.stack?.split('\n').filter((line) => line.startsWith('    at '));
    log.error({ event: 'fault', id: context.var.id, name: error.name, at });
    return refuse(context, 'UNEXPECTED_ERROR', 'Something went wrong in Jobwatch itself.');
  };
}
