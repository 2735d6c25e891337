/** Who is asking: by their cookie, or as the demo's admin. */
import type { MiddlewareHandler } from 'hono';

import type { Asked, Env } from '../context.ts';
import { refuse } from '../http/error-response.ts';
import type { Identity, Viewer } from '../vault/request.ts';
import type { Cookies } from './cookie.ts';
import type { Display } from './display.ts';
import type { Account } from './service-account.ts';

/**
 * A display is known by its cookie alone: its wall has to draw, and to say what is wrong, while its
 * account can't sign in. Rejects with a VaultError where the demo can't be signed in.
 */
export type Who = (context: Asked) => Promise<Asking | undefined>;

/** `viewer` rejects with a VaultError while the display's account can't sign in. */
type Asking = { identity: Identity; viewer: () => Promise<Viewer> };

type Options = { cookies: Cookies; demo: Account | undefined; display: Display | undefined };

export function who({ cookies, demo, display }: Options): Who {
  return async function who(context) {
    const opened = await cookies.open(context);
    if (opened?.kind === 'display') return display;
    if (opened?.kind === 'signed-out') return undefined;
    const viewer = opened?.viewer ?? (await demo?.viewer());
    return viewer && { identity: viewer, viewer: () => Promise.resolve(viewer) };
  };
}

/**
 * Stops those who are nobody, and what a display does but read. It hangs where anybody passes by,
 * so this is refused before its account is signed in for it.
 */
export function signedInOnly({ who }: { who: Who }): MiddlewareHandler<Env> {
  return async function signedInOnly(context, next) {
    const asking = await who(context);
    if (asking === undefined) {
      return refuse(context, 'INVALID_SESSION_ID', 'Nobody is signed in here.');
    }
    const { identity, viewer } = asking;
    context.set('identity', identity);
    if (identity.kind === 'display' && !isRead(context)) {
      return refuse(context, 'READ_ONLY', 'A display only shows: it starts and fetches nothing.');
    }
    context.set('viewer', await viewer());
    return next();
  };
}

/** Of what Vault tells; files that jobs leave are not for a wall. */
function isRead(context: Asked): boolean {
  const { endpoint } = context.get('permitted');
  return endpoint.of === 'vault' && endpoint.method === 'GET';
}
