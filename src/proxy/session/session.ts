/** `/api/session`: who the viewer is, sign in and sign out. */
import { Hono } from 'hono';
import * as v from 'valibot';

import { VaultError, ownError } from '#contract/envelope.ts';
import { signIn as signInEndpoint } from '#contract/session.ts';
import type { Session } from '#contract/session.ts';
import type { Vault } from '#contract/vault.ts';

import type { Config } from '../config.ts';
import type { Env, ProxyContext } from '../context.ts';
import { vaultOfRequest } from '../http/base-path.ts';
import { ok, refuse } from '../http/error-response.ts';
import { vaultPath } from '../http/vault-path.ts';
import { coloursOf, type VaultSite } from '../vault-sites.ts';
import { siteOf, type Identity } from '../vault/request.ts';
import type { DisplayAccounts } from './accounts.ts';
import { addressOf } from './address.ts';
import type { Cookies } from './cookie.ts';
import { type CurrentViewer, refuseForAnother } from './current-viewer.ts';
import type { LimitedSignIn } from './limited-sign-in.ts';
import type { SessionStanding } from './session-standing.ts';
import type { Credentials, SignOut } from './sign-in.ts';

type Options = {
  config: Config;
  cookies: Cookies;
  currentViewer: CurrentViewer;
  displays: DisplayAccounts;
  limitedSignIn: LimitedSignIn;
  signOut: SignOut;
  standing: Pick<SessionStanding, 'accept'>;
};

export function session(options: Options): Hono<Env> {
  const { config, cookies, currentViewer, displays, limitedSignIn, signOut, standing } = options;
  const app = new Hono<Env>();

  app.get('/', async (context) => {
    await cookies.renewDisplay(context);
    const current = await currentViewer(context);
    return ok(context, await sessionOf(context, current?.identity));
  });

  app.post('/', async (context) => {
    const request = readSignInRequest(config, await context.req.json().catch(() => undefined));
    const address = addressOf(context, config);
    const viewer = await limitedSignIn(request.vault, request.credentials, address);
    context.set('viewer', viewer);
    standing.accept(viewer.sessionId);
    const before = await cookies.open(context, config.simulated ? undefined : viewer.vault);
    // Its cookie is about to be replaced. A session may also be pasted again.
    if (before?.kind === 'signed-in' && before.viewer.sessionId !== viewer.sessionId) {
      await signOut(before.viewer);
    }
    await cookies.seal(context, viewer);
    return ok(context, await sessionOf(context, viewer));
  });

  app.delete('/', async (context) => {
    const opened = await cookies.open(context);
    // Also where nobody can say whether it has ended before.
    const own = opened?.kind === 'signed-in' ? opened.viewer : undefined;
    const identity = own ?? (await currentViewer(context))?.identity;
    const refused = identity && refuseForAnother(context, identity);
    if (refused !== undefined) return refused;
    // Those of the demo and of displays are everybody's: they go on.
    if (own !== undefined) await signOut(own);
    await cookies.drop(context);
    context.header('Clear-Site-Data', '"cache"');
    return ok(context, await sessionOf(context, undefined));
  });

  app.all('/', (context) =>
    refuse(context, 'METHOD_NOT_SUPPORTED', 'A session supports only GET, POST and DELETE.'),
  );
  return app;

  /** Of the Vault that the request is for, and to which others this browser is signed in. */
  async function sessionOf(
    context: ProxyContext,
    identity: Identity | undefined,
  ): Promise<Session> {
    const isDisplay = identity?.kind === 'display';
    const here = identity?.vault ?? vaultOfRequest(config, context.req.url);
    const vaults = config.vaults.map(async (site) => {
      const isHere = site === here;
      const isSignedIn = isHere ? identity !== undefined : await isSignedInTo(context, site);
      const path = vaultPath(config, site).replace(/^\/(.*)/, '$1/');
      const hasDisplay = displays.has(site.host);
      return { ...shown(site, config), path, isSignedIn, hasDisplay };
    });
    const setting = {
      vaults: await Promise.all(vaults),
      simulated: config.simulated,
      readOnly: config.readOnly || isDisplay,
      times: here?.times ?? config.times,
      apiVersion: config.apiVersion,
    };
    if (identity === undefined) return { kind: 'signed-out', ...setting };
    const { kind, vault, userId, userName } = identity;
    const user = {
      ...(userId !== undefined && { id: userId }),
      ...(userName !== undefined && { userName }),
    };
    const kinds = { demo: kind === 'demo', display: isDisplay };
    return { kind: 'signed-in', ...setting, vault: shown(vault, config), user, ...kinds };
  }

  /** As far as the cookie says: whether Vault still accepts its session shows there. */
  async function isSignedInTo(context: ProxyContext, site: VaultSite): Promise<boolean> {
    if (config.simulated) return false;
    return (await cookies.open(context, site))?.kind === 'signed-in';
  }
}

function shown(site: VaultSite, { vaults }: Config): Vault {
  const { host, name, kind } = site;
  const colour = coloursOf(vaults)[vaults.indexOf(site)];
  return { host, name, ...(kind && { kind }), ...(colour && { colour }) };
}

type SignInRequest = { vault: VaultSite; credentials: Credentials };

function readSignInRequest(config: Config, body: unknown): SignInRequest {
  const read = v.safeParse(signInEndpoint.body, body);
  if (!read.success) {
    const names = read.issues.map((issue) => v.getDotPath(issue) ?? 'the body');
    throw new VaultError([
      { type: 'INVALID_DATA', message: `This can't be used to sign in: ${names.join(', ')}.` },
    ]);
  }
  const { vault: typed, userName, password, sessionId } = read.output;
  const vault = siteOf(config, typed.trim());
  if (vault === undefined) {
    throw ownError('UNKNOWN_VAULT', `Jobwatch is not set up for a Vault named ${typed}.`);
  }
  if (sessionId !== undefined) {
    // Anything else could not travel in a header, and would be quoted in the error about it.
    if (!/^[!-~]+$/.test(sessionId.trim())) {
      throw new VaultError([
        { type: 'INVALID_SESSION_ID', message: 'This is not a valid session ID.' },
      ]);
    }
    return { vault, credentials: { kind: 'session', sessionId: sessionId.trim() } };
  }
  if (userName === undefined || password === undefined) {
    const message = 'To sign in, send a user name and a password, or a session ID.';
    throw new VaultError([{ type: 'PARAMETER_REQUIRED', message }]);
  }
  return { vault, credentials: { kind: 'password', userName, password } };
}
