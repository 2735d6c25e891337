/** `/api/session`: who the viewer is, signing in and signing out. */
import { Hono } from 'hono';

import { VaultError, ownError } from '#contract/envelope.ts';
import { signIn as signInEndpoint } from '#contract/session.ts';
import type { Session } from '#contract/session.ts';

import type { attempts, Limit } from './attempts.ts';
import type { Config, VaultSite } from './config.ts';
import type { Asked, Env } from './context.ts';
import type { Cookies } from './cookie.ts';
import { grant, refuse } from './refusal.ts';
import type { Credentials, SignIn } from './sign-in.ts';
import type { SignOut } from './sign-out.ts';
import { siteOf, type Viewer } from './vault.ts';
import type { Who } from './who.ts';

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

  app.get('/', async (context) => grant(context, sessionOf(config, await who(context))));

  app.post('/', async (context) => {
    const wanted = readWish(config, await context.req.json().catch(() => undefined));
    const viewer = await signedIn(options, context, wanted);
    context.set('viewer', viewer);
    await cookies.seal(context, viewer);
    return grant(context, sessionOf(config, viewer));
  });

  app.delete('/', async (context) => {
    const viewer = await who(context);
    // The demo's session is everybody's: it goes on.
    if (viewer?.kind === 'personal') signOut(viewer);
    await cookies.drop(context);
    context.header('Clear-Site-Data', '"cache"');
    return grant(context, sessionOf(config, undefined));
  });

  app.all('/', (context) =>
    refuse(context, 'METHOD_NOT_SUPPORTED', 'A session can be read, made and ended.'),
  );
  return app;
}

function sessionOf(config: Config, viewer: Viewer | undefined): Session {
  const setting = {
    vaults: config.vaults.map(shown),
    simulated: config.simulated,
    readOnly: config.readOnly,
    times: config.times,
    apiVersion: config.apiVersion,
  };
  if (viewer === undefined) return { kind: 'signed-out', ...setting };
  const { kind, vault, userId, userName } = viewer;
  const user = { id: userId, ...(userName !== undefined && { userName }) };
  return { kind: 'signed-in', ...setting, vault: shown(vault), user, demo: kind === 'demo' };
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

/** Five wrong passwords lock an account at Vault (facts §4). */
function limits(address: string, { vault, credentials }: Wish): Limit[] {
  const byAddress = { key: `address ${address}`, most: 20 };
  if (credentials.kind === 'session') return [byAddress];
  return [byAddress, { key: `user ${vault.host} ${credentials.userName.toLowerCase()}`, most: 5 }];
}

/** Behind a TLS terminator all come from its address: the last entry is the one it wrote itself. */
function addressOf(context: Asked, { publicUrl }: Config): string {
  const last = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  if (publicUrl !== undefined && last) return last;
  return context.env?.incoming?.socket?.remoteAddress ?? '';
}
