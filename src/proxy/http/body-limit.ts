/** No body that a browser has reason to send comes near this size. */
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import type { Env } from '../context.ts';
import { refuse } from './error-response.ts';

/** For writes alone: to look for a body that no read has makes a shared answer three times as dear. */
export function limit({ maxSize = 64 * 1024 } = {}): MiddlewareHandler<Env> {
  return bodyLimit({
    maxSize,
    onError: (context) => refuse(context, 'BODY_TOO_LARGE', 'The request is over 64 KB.'),
  });
}
