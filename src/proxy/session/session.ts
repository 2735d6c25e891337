/** `/api/session`: who the viewer is, signing in and signing out. */
import { Hono } from 'hono';

import { VaultError, ownError } from '#contract/envelope.ts';
import { signIn as signInEndpoint } from '#contract/session.ts';
import type { Session } from '#contract/session.ts';

import type { Config, VaultSite } from '../config.ts';
import type { Asked, Env } from '../context.ts';
import { grant, refuse } from '../http/error-response.ts';
import { siteOf, type Identity } from '../vault/request.ts';
import { addressOf } from './client-address.ts';
import type { Cookies } from './cookie.ts';
import type { Who } from './current-viewer.ts';
import type { attempts, Limit } from './sign-in-limit.ts';
import type { Credentials, SignIn } from './sign-in.ts';
import type { SignOut } from './sign-out.ts';

type Options = {
  config: Config;
  cookies: Cookies;
  who: Who;
  signIn: SignIn;
  attempt: ReturnType<typeof attempts>;
  signOut: SignOut;
};

export function session(options: Options): Hono<Env> {
  const { config, cookies, who, signOut } = options;
  const app = new Hono<Env>();

  app.get('/', async (context) => {
    await cookies.renewDisplay(context);
    const asking = await who(context);
    return grant(context, sessionOf(config, asking?.identity));
  });

  app.post('/', async (context) => {
    const wanted = readWish(config, await context.req.json().catch(() => undefined));
    const viewer = await signedIn(options, context, wanted);
    context.set('viewer', viewer);
    await cookies.seal(context, viewer);
    return grant(context, sessionOf(config, viewer));
  });

  app.delete('/', async (context) => {
    const asking = await who(context);
    // Those of the demo and of displays are everybody's: they go on.
    if (asking?.identity.kind === 'personal') signOut(await asking.viewer());
    await cookies.drop(context);
    context.header('Clear-Site-Data', '"cache"');
    return grant(context, sessionOf(config, undefined));
  });

  app.all('/', (context) =>
    refuse(context, 'METHOD_NOT_SUPPORTED', 'A session can be read, made and ended.'),
  );
  return app;
}

function sessionOf(config: Config, identity: Identity | undefined): Session {
  const isDisplay = identity?.kind === 'display';
  const setting = {
    vaults: config.vaults.map(shown),
    simulated: config.simulated,
    readOnly: config.readOnly || isDisplay,
    times: config.times,
    apiVersion: config.apiVersion,
  };
  if (identity === undefined) return { kind: 'signed-out', ...setting };
  const { kind, vault, userId, userName } = identity;
  const user = {
    ...(userId !== undefined && { id: userId }),
    ...(userName !== undefined && { userName }),
  };
  const sorts = { demo: kind === 'demo', display: isDisplay };
  return { kind: 'signed-in', ...setting, vault: shown(vault), user, ...sorts };
}

function shown({ host, name }: VaultSite) {
  return { host, name };
}

type Wish = { vault: VaultSite; credentials: Credentials };

function readWish(config: Config, body: unknown): Wish {
  const read = signInEndpoint.body.safeParse(body);
  if (!read.success) {
    const names = read.error.issues.map(({ path }) => String(path[0] ?? 'the body'));
    throw new VaultError([
      { type: 'INVALID_DATA', message: `This can't be used to sign in: ${names.join(', ')}.` },
    ]);
  }
  const { vault: typed, userName, password, sessionId } = read.data;
  const vault = siteOf(config, typed.trim());
  if (vault === undefined) {
    throw ownError('UNKNOWN_VAULT', `Jobwatch is not set up for a Vault named ${typed}.`);
  }
  if (sessionId !== undefined) {
    // Anything else could not travel in a header, and would be quoted in the error about it.
    if (!/^[!-~]+$/.test(sessionId.trim())) {
      throw new VaultError([{ type: 'INVALID_SESSION_ID', message: 'This is no session id.' }]);
    }
    return { vault, credentials: { kind: 'session', sessionId: sessionId.trim() } };
  }
  if (userName === undefined || password === undefined) {
    const message = 'Signing in takes a user name and a password, or a session id.';
    throw new VaultError([{ type: 'PARAMETER_REQUIRED', message }]);
  }
  return { vault, credentials: { kind: 'password', userName, password } };
}

async function signedIn({ signIn, attempt, config }: Options, context: Asked, wish: Wish) {
  const { vault, credentials } = wish;
  const begun = attempt(limits(addressOf(context, config), wish));
  if (begun.kind === 'refused') {
    throw ownError(
      'TOO_MANY_ATTEMPTS',
      `Too many failed sign-ins. Try again in ${Math.ceil(begun.waitSeconds / 60)} min.`,
      { retryAfterSeconds: begun.waitSeconds },
    );
  }
  try {
    const viewer = await signIn(vault, credentials);
    begun.forgive();
    return viewer;
  } catch (error) {
    // Vault was down or busy, which says nothing about the password.
    const isDecided =
      error instanceof VaultError && !['unreachable', 'slow-down'].includes(error.kind);
    if (!isDecided) begun.forgive();
    throw error;
  }
}

/** Five wrong passwords lock an account at Vault (docs/vault-api.md §4). */
function limits(address: string, { vault, credentials }: Wish): Limit[] {
  const byAddress = { key: `address ${address}`, most: 20 };
  if (credentials.kind === 'session') return [byAddress];
  return [byAddress, { key: `user ${vault.host} ${credentials.userName.toLowerCase()}`, most: 5 }];
}
