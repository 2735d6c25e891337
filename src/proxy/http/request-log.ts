/** One line in the log for each request: who asked for what, what came of it, how long it took. */
import type { MiddlewareHandler } from 'hono';

import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Env } from '../context.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { createLoggedPath } from '../session/logged-path.ts';

type Options = { config: Config; log: Log; clock: Clock; metrics: Pick<Metrics, 'onResponse'> };

export function requestLog({ config, log, clock, metrics }: Options): MiddlewareHandler<Env> {
  const loggedPath = createLoggedPath(config);
  const run = clock.now().toString(36);
  let count = 0;

  return async function requestLog(context, next) {
    const began = clock.now();
    count += 1;
    context.set('id', `${run}-${count}`);
    await next();
    const { status } = context.res;
    const ms = clock.now() - began;
    metrics.onResponse(status, ms);
    const { method, path } = context.req;
    log[levelOf(method, status)]({
      event: 'request',
      id: context.get('id'),
      userId: context.get('viewer')?.userId,
      method,
      // Without the query: nothing of what is searched for belongs here.
      path: loggedPath(path),
      status,
      outcome: context.get('outcome'),
      ms,
    });
  };
}

/** Screens ask every few seconds: their reads are logged at debug level only. */
function levelOf(method: string, status: number): 'debug' | 'info' | 'warn' {
  if (status >= 500) return 'warn';
  return method === 'GET' && status < 400 ? 'debug' : 'info';
}
