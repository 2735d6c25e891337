/** Nothing on another site may use a viewer's cookie: not to write, and not to read either. */
import type { MiddlewareHandler } from 'hono';

import type { Config } from '../config.ts';
import type { Env } from '../context.ts';
import { refuse } from './error-response.ts';

/**
 * A write must prove that a page of ours sent it, by Origin and by Sec-Fetch-Site. Browsers send
 * the latter to https and to loopback only, so over plain http on a network nobody can write,
 * and no password is sent in the open.
 */
export function sameOrigin({ config }: { config: Config }): MiddlewareHandler<Env> {
  return async function sameOrigin(context, next) {
    const site = context.req.header('sec-fetch-site');
    if (site === 'cross-site' || site === 'same-site') {
      return refuse(context, 'FOREIGN_ORIGIN', 'Jobwatch answers its own pages only.');
    }
    if (context.req.method === 'GET' || context.req.method === 'HEAD') return next();
    if (site !== 'same-origin') {
      return refuse(
        context,
        'FOREIGN_ORIGIN',
        'The browser did not confirm that a page of Jobwatch sent this. Browsers do so only over https or on localhost.',
      );
    }
    const host = context.req.header('host') ?? new URL(context.req.url).host;
    const claimed = context.req.header('origin') ?? '';
    if (claimed === config.publicUrl?.origin || hostOf(claimed) === host.toLowerCase())
      return next();
    return refuse(context, 'FOREIGN_ORIGIN', 'This was not sent by a page of Jobwatch.');
  };
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
