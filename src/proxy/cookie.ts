/** The sealed cookie: the Vault session, which only the proxy can read. */
import { createHash, randomBytes } from 'node:crypto';

import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';

import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { siteOf, type Viewer } from './vault.ts';

/** No Vault session outlives this, so no cookie needs to (facts §4). */
const longestSeconds = 48 * 60 * 60;

const contents = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('signed-in'),
    vault: z.string(),
    sessionId: z.string(),
    userId: z.string(),
    userName: z.string().optional(),
  }),
  /** Kept in simulated mode only, where no cookie at all means the demo. */
  z.object({ kind: z.literal('signed-out') }),
]);

/** Either name of it, in a Cookie header. */
export const cookieName = /(?:^|; ?)(?:__Host-)?jobwatch=/;

type Contents = z.output<typeof contents>;
type Opened = { kind: 'signed-in'; viewer: Viewer } | { kind: 'signed-out' };

export type Cookies = {
  seal: (context: Context, viewer: Viewer) => Promise<void>;
  /** Undefined where there is none, or none that opens. */
  open: (context: Context) => Promise<Opened | undefined>;
  /** Signs out: with a mark in simulated mode, otherwise by dropping the cookie. */
  drop: (context: Context) => Promise<void>;
};

type Options = { config: Config; clock: Clock; mostOpened?: number };

export function cookies({ config, clock, mostOpened = 1_000 }: Options): Cookies {
  const key = createHash('sha256')
    .update(config.sessionSecret ?? randomBytes(32))
    .digest();
  const secure = config.publicUrl?.protocol === 'https:';
  // __Host- forbids any other path than /.
  const name = secure ? '__Host-jobwatch' : 'jobwatch';
  const attributes = {
    httpOnly: true,
    sameSite: 'Strict',
    secure,
    path: secure || config.basePath === '' ? '/' : config.basePath,
  } as const;
  /** Opening costs more than all the rest of a shared answer: what was opened is remembered. */
  const opened = new Map<string, { opened: Opened; ends: number }>();

  async function write(context: Context, content: Contents) {
    const now = Math.floor(clock.now() / 1000);
    const sealed = await new EncryptJWT(content)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setIssuedAt(now)
      .setExpirationTime(now + longestSeconds)
      .encrypt(key);
    setCookie(context, name, sealed, { ...attributes, maxAge: longestSeconds });
  }

  async function unseal(sealed: string): Promise<Opened | undefined> {
    try {
      const { payload } = await jwtDecrypt(sealed, key, {
        currentDate: new Date(clock.now()),
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      const result = open(contents.parse(payload));
      if (result === undefined) return undefined;
      if (opened.size >= mostOpened) opened.clear();
      opened.set(sealed, { opened: result, ends: (payload.exp ?? 0) * 1000 });
      return result;
    } catch {
      return undefined;
    }
  }

  /** A Vault that has left the configuration takes its sessions with it. */
  function open(content: Contents): Opened | undefined {
    if (content.kind === 'signed-out') return content;
    const vault = siteOf(config, content.vault);
    if (vault === undefined) return undefined;
    const { sessionId, userId, userName } = content;
    return {
      kind: 'signed-in',
      viewer: { kind: 'personal', vault, sessionId, userId, userName },
    };
  }

  return {
    seal(context, { vault, sessionId, userId, userName }) {
      return write(context, { kind: 'signed-in', vault: vault.host, sessionId, userId, userName });
    },
    async open(context) {
      const sealed = getCookie(context, name);
      if (sealed === undefined) return undefined;
      const known = opened.get(sealed);
      if (known === undefined) return unseal(sealed);
      return known.ends > clock.now() ? known.opened : undefined;
    },
    async drop(context) {
      if (config.simulated) await write(context, { kind: 'signed-out' });
      else deleteCookie(context, name, attributes);
    },
  };
}
