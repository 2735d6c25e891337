/** Who sent a request: by their cookie, or as the demo's admin. */
import type { MiddlewareHandler } from 'hono';

import { headers } from '#contract/headers.ts';
import { viewerKey } from '#contract/session.ts';
import { users } from '#contract/users.ts';

import type { Env, ProxyContext } from '../context.ts';
import { refuse } from '../http/error-response.ts';
import type { Identity, Viewer } from '../vault/request.ts';
import type { DisplayAccounts } from './accounts.ts';
import type { Cookies } from './cookie.ts';
import type { ServiceAccount } from './service-account.ts';
import type { SessionStanding } from './session-standing.ts';

/**
 * A display is known by its cookie alone: its wall has to draw, and to say what is wrong, while its
 * account can't sign in. Rejects with a VaultError where the demo can't be signed in, or where nobody
 * can say whether a session has ended.
 */
export type CurrentViewer = (context: ProxyContext) => Promise<Known | undefined>;

/** `viewer` rejects with a VaultError while the display's account can't sign in. */
type Known = { identity: Identity; viewer: () => Promise<Viewer> };

type Options = {
  cookies: Cookies;
  standing: Pick<SessionStanding, 'isEnded'>;
  demo: ServiceAccount | undefined;
  displays: DisplayAccounts;
};

export function createCurrentViewer({ cookies, standing, demo, displays }: Options): CurrentViewer {
  return async function currentViewer(context) {
    const opened = await cookies.open(context);
    if (opened?.kind === 'display') return displays.get(opened.vault.host);
    if (opened?.kind === 'signed-out') return undefined;
    // Whoever has copied the cookie of somebody who has signed out since.
    if (opened !== undefined && (await standing.isEnded(opened.viewer.sessionId))) return undefined;
    const viewer = opened?.viewer ?? (await demo?.viewer());
    return viewer && { identity: viewer, viewer: () => Promise.resolve(viewer) };
  };
}

/**
 * Refuses whoever is not signed in, and everything but reading to a display. A display hangs where
 * anybody passes by, so this is refused before its account is signed in for it.
 */
export function requireViewer({
  currentViewer,
}: {
  currentViewer: CurrentViewer;
}): MiddlewareHandler<Env> {
  return async function requireViewer(context, next) {
    const known = await currentViewer(context);
    if (known === undefined) {
      return refuse(context, 'INVALID_SESSION_ID', 'Nobody is signed in.');
    }
    const { identity, viewer } = known;
    context.set('identity', identity);
    if (identity.kind === 'display' && !isRead(context)) {
      return refuse(
        context,
        'READ_ONLY',
        'A display can only read: it starts no job and gets no file.',
      );
    }
    const actual = await viewer();
    context.set('viewer', actual);
    return refuseForAnother(context, actual) ?? next();
  };
}

/** Another tab may have signed in elsewhere since the page that sends this was opened. */
export function refuseForAnother(context: ProxyContext, actual: Identity): Response | undefined {
  const meant = context.req.header(headers.viewer);
  const { host, name } = actual.vault;
  if (meant === undefined || viewerKey(host, actual.userId).startsWith(meant)) return undefined;
  const message = `This browser is now signed in to ${name}, and the request was meant for another Vault or user.`;
  return refuse(context, 'SESSION_CHANGED', message);
}

/** Of Vault's data; files that jobs leave are not for a wall, nor is the list of all users. */
function isRead(context: ProxyContext): boolean {
  const { endpoint } = context.get('permitted');
  return endpoint.of === 'vault' && endpoint.method === 'GET' && endpoint !== users;
}
