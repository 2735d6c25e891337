/** The sealed cookie: the Vault session, which only the proxy can read, or that this is a display. */
import { createHash, hkdfSync, randomBytes } from 'node:crypto';

import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { EncryptJWT, jwtDecrypt } from 'jose';
import * as v from 'valibot';

import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { vaultOfRequest } from '../http/base-path.ts';
import { vaultPath } from '../http/vault-path.ts';
import type { VaultSite } from '../vault-sites.ts';
import { siteOf, type Viewer } from '../vault/request.ts';

/** No Vault session outlives this, so no cookie needs to (docs/vault-api.md §4). */
const longestSeconds = 48 * 60 * 60;

const day = 24 * 60 * 60;

/** Browsers keep no cookie longer. */
const longestOfDisplay = 400 * day;

const personal = v.variant('kind', [
  v.object({
    kind: v.literal('signed-in'),
    vault: v.string(),
    sessionId: v.string(),
    userId: v.string(),
    userName: v.optional(v.string()),
  }),
  /** Kept in simulated mode only, where no cookie at all means the demo. */
  v.object({ kind: v.literal('signed-out') }),
]);

const display = v.object({
  kind: v.literal('display'),
  /** In a cookie of before there was a display of another Vault than the first, it is missing. */
  vault: v.optional(v.string()),
});

type Names = Pick<Config, 'publicUrl' | 'basePath' | 'vaults' | 'simulated'>;

/**
 * The name of this server's cookie for a Vault. A browser keeps cookies by host alone, whatever the
 * port, and `__Host-` forbids a path: without port and base path in their names, servers on one
 * host would overwrite each other's. Each Vault has its own, so that signing in to one, or out of
 * it, leaves the others alone.
 */
export function createCookieName(config: Names) {
  const { publicUrl, basePath } = config;
  const prefix = publicUrl?.protocol === 'https:' ? '__Host-jobwatch' : 'jobwatch';
  // A cookie's name may have an exclamation mark but no slash, and a base path the reverse.
  const path = basePath.replaceAll('/', '!');
  return function cookieName({ req }: Context, vault = vaultOfRequest(config, req.url)): string {
    const port = portOf(publicUrl, { req });
    const ofVault = vault === undefined ? '' : vaultPath(config, vault).replaceAll(/[^\w.-]/g, '!');
    return `${prefix}${port === '' ? '' : `-${port}`}${path}${ofVault}`;
  };
}

/** The port in the address that browsers have; empty where it goes without saying. */
export function portOf(publicUrl: URL | undefined, { req }: Pick<Context, 'req'>): string {
  return (publicUrl ?? new URL(`http://${req.header('host') ?? new URL(req.url).host}`)).port;
}

type Contents = v.InferOutput<typeof personal> | v.InferOutput<typeof display>;
type Opened =
  | { kind: 'signed-in'; viewer: Viewer }
  | { kind: 'signed-out' }
  /** `sealed`: in seconds since 1970. */
  | { kind: 'display'; vault: VaultSite; sealed: number };

export type Cookies = {
  seal: (context: Context, viewer: Viewer) => Promise<void>;
  /** Makes this browser a display of a Vault, in place of whoever was signed in to it. */
  sealDisplay: (context: Context, vault: VaultSite) => Promise<void>;
  /**
   * That of a Vault, by default of the one that the request is for. Undefined where there is none,
   * or none that opens, or one that was sealed for another Vault.
   */
  open: (context: Context, vault?: VaultSite) => Promise<Opened | undefined>;
  /** A display that is in use stays one. */
  renewDisplay: (context: Context) => Promise<void>;
  /** Signs out: with a mark in simulated mode, otherwise by dropping the cookie. */
  drop: (context: Context) => Promise<void>;
};

/** What is sealed with a key, and what is accepted under it. */
type Seal = { key: Uint8Array; seconds: number; contents: v.GenericSchema<unknown, Contents> };

/** `vault`: whose cookie it is, by default that of the request's Vault. */
type Written = { seal?: Seal; vault?: VaultSite | undefined };

type Options = { config: Config; clock: Clock; mostOpened?: number };

export function createCookies({ config, clock, mostOpened = 1_000 }: Options): Cookies {
  const own: Seal = {
    key: createHash('sha256')
      .update(config.sessionSecret ?? randomBytes(32))
      .digest(),
    seconds: longestSeconds,
    contents: personal,
  };
  const ofDisplay = config.display && displaySeal(config.display);
  const secure = config.publicUrl?.protocol === 'https:';
  const cookieName = createCookieName(config);
  /** What it was called before its name had a port and a path. */
  const oldName = secure ? '__Host-jobwatch' : 'jobwatch';
  const attributes = {
    httpOnly: true,
    // A link to a display may be followed from a mail. Strict then keeps the cookie from the page
    // it leads to, but that page is the same for all: what it asks for by itself brings the cookie.
    sameSite: 'Strict',
    secure,
    // __Host- forbids any other path than /.
    path: secure || config.basePath === '' ? '/' : config.basePath,
  } as const;
  /** Opening costs more than the rest of a shared answer together: what was opened is remembered. */
  const opened = new Map<string, { opened: Opened; ends: number }>();

  const seconds = () => Math.floor(clock.now() / 1000);

  async function write(context: Context, content: Contents, { seal = own, vault }: Written = {}) {
    const now = seconds();
    const sealed = await new EncryptJWT(content)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setIssuedAt(now)
      .setExpirationTime(now + seal.seconds)
      .encrypt(seal.key);
    const name = cookieName(context, vault);
    setCookie(context, name, sealed, { ...attributes, maxAge: seal.seconds });
  }

  async function unseal(sealed: string, { key, contents }: Seal): Promise<Opened | undefined> {
    try {
      const { payload } = await jwtDecrypt(sealed, key, {
        currentDate: new Date(clock.now()),
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      const result = read(v.parse(contents, payload), payload.iat);
      if (result === undefined) return undefined;
      if (opened.size >= mostOpened) opened.clear();
      opened.set(sealed, { opened: result, ends: (payload.exp ?? 0) * 1000 });
      return result;
    } catch {
      return undefined;
    }
  }

  /** A Vault that has left the configuration takes its sessions with it. */
  function read(content: Contents, sealed = 0): Opened | undefined {
    if (content.kind === 'signed-out') return content;
    // A simulated Vault is that of the world, which another start may change.
    const ofFirst = config.simulated && content.kind === 'display';
    const { vault: host = '' } = ofFirst ? {} : content;
    const vault = host === '' ? config.vaults[0] : siteOf(config, host);
    if (vault === undefined) return undefined;
    if (content.kind === 'display') return { kind: 'display', vault, sealed };
    const { sessionId, userId, userName } = content;
    return {
      kind: 'signed-in',
      viewer: { kind: 'personal', vault, sessionId, userId, userName },
    };
  }

  async function open(context: Context, vault?: VaultSite): Promise<Opened | undefined> {
    const wanted = vault ?? vaultOfRequest(config, context.req.url);
    const sealed = getCookie(context, cookieName(context, wanted));
    const result =
      sealed === undefined
        ? await openOldDisplay(context)
        : (remembered(sealed) ??
          (await unseal(sealed, own)) ??
          (await (ofDisplay && unseal(sealed, ofDisplay))));
    return result !== undefined && isOf(result, wanted) ? result : undefined;
  }

  /** A cookie's name is no proof: whoever has one can send it under any. */
  function isOf(result: Opened, vault: VaultSite | undefined): boolean {
    if (config.simulated || result.kind === 'signed-out') return true;
    return (result.kind === 'display' ? result.vault : result.viewer.vault) === vault;
  }

  function remembered(sealed: string): Opened | undefined {
    const known = opened.get(sealed);
    return known !== undefined && known.ends > clock.now() ? known.opened : undefined;
  }

  /**
   * Nobody is in front of a display to open its link again after an update. People sign in again:
   * by its old name a cookie may be that of another server.
   */
  async function openOldDisplay(context: Context): Promise<Opened | undefined> {
    const sealed = getCookie(context, oldName);
    const name = cookieName(context);
    if (sealed === undefined || ofDisplay === undefined || name === oldName) return undefined;
    // It was of the first Vault, as all displays were.
    if (name !== cookieName(context, config.vaults[0])) return undefined;
    const known = remembered(sealed) ?? (await unseal(sealed, ofDisplay));
    // As old as can be: it gets its new name the next time it is renewed.
    return known?.kind === 'display' ? { ...known, sealed: 0 } : undefined;
  }

  async function sealDisplay(context: Context, vault: VaultSite) {
    if (ofDisplay === undefined) return;
    await write(context, { kind: 'display', vault: vault.host }, { seal: ofDisplay, vault });
  }

  return {
    seal(context, { vault, sessionId, userId, userName }) {
      const content = {
        kind: 'signed-in' as const,
        vault: vault.host,
        sessionId,
        userId,
        userName,
      };
      return write(context, content, config.simulated ? {} : { vault });
    },
    sealDisplay,
    open,
    async renewDisplay(context) {
      const now = await open(context);
      // Not each time: an answer that is late must not undo what another tab has signed in to.
      // One from the future was sealed before the clock was put back.
      if (now?.kind !== 'display') return;
      const age = seconds() - now.sealed;
      if (age >= day || age < 0) await sealDisplay(context, now.vault);
    },
    async drop(context) {
      if (config.simulated) await write(context, { kind: 'signed-out' });
      else deleteCookie(context, cookieName(context), attributes);
      if ((await openOldDisplay(context)) !== undefined) deleteCookie(context, oldName, attributes);
    },
  };
}

/**
 * The key is made from the token alone: a restart switches no display off, another token all of them.
 * Whoever has the token could make it too, so all that is accepted under it is that this is a display
 * of a Vault.
 */
function displaySeal({ token }: NonNullable<Config['display']>): Seal {
  const key = new Uint8Array(hkdfSync('sha256', token, '', 'jobwatch display', 32));
  return { key, seconds: longestOfDisplay, contents: display };
}
