/** No body that a browser has reason to send comes near this size. */
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import type { Env } from './context.ts';
import { refuse } from './refusal.ts';

export function limit({ maxSize = 64 * 1024 } = {}): MiddlewareHandler<Env> {
  const limited = bodyLimit({
    maxSize,
    onError: (context) => refuse(context, 'BODY_TOO_LARGE', 'The request is over 64 KB.'),
  });
  return async function limit(context, next) {
    // Looking for a body that no read has makes a shared answer three times as dear.
    return context.req.method === 'GET' ? next() : limited(context, next);
  };
}
