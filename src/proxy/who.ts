/** Who is asking: by their cookie, or as the demo's admin. */
import type { MiddlewareHandler } from 'hono';

import type { Account } from './account.ts';
import type { Asked, Env } from './context.ts';
import type { Cookies } from './cookie.ts';
import { refuse } from './refusal.ts';
import type { Viewer } from './vault.ts';

/** Rejects with a VaultError where the demo can't be signed in. */
export type Who = (context: Asked) => Promise<Viewer | undefined>;

export function who({ cookies, demo }: { cookies: Cookies; demo: Account | undefined }): Who {
  return async function who(context) {
    const opened = await cookies.open(context);
    if (opened?.kind === 'signed-in') return opened.viewer;
    return opened === undefined ? demo?.viewer() : undefined;
  };
}

/** Stops those who are nobody. */
export function signedInOnly({ who }: { who: Who }): MiddlewareHandler<Env> {
  return async function signedInOnly(context, next) {
    const viewer = await who(context);
    if (viewer === undefined) {
      return refuse(context, 'INVALID_SESSION_ID', 'Nobody is signed in here.');
    }
    context.set('viewer', viewer);
    return next();
  };
}
