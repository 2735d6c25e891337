/** No body that a browser has reason to send comes near this size. */
import { bodyLimit } from 'hono/body-limit';

import { refuse } from './refusal.ts';

export function limit({ maxSize = 64 * 1024 } = {}) {
  return bodyLimit({
    maxSize,
    onError: (context) => refuse(context, 'BODY_TOO_LARGE', 'The request is over 64 KB.'),
  });
}
