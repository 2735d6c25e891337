/** The proxy's own endpoints: who the viewer is, and which build serves them. */
import * as v from 'valibot';

import { endpoint } from './endpoint.ts';
import { vault } from './vault.ts';

const setting = {
  /** Vaults that the proxy knows, in the order of its configuration. */
  vaults: v.array(
    v.object({
      ...vault.entries,
      /** Below the server's own address, such as `v/acme-sb.veevavault.com/`; empty for the first. */
      path: v.string(),
      /** This browser has a session there. */
      isSignedIn: v.boolean(),
      /** The server has an account there for wall displays. */
      hasDisplay: v.boolean(),
    }),
  ),
  /** The simulator answers, not a real Vault; any host under `.vault.test` may be signed in to. */
  simulated: v.boolean(),
  /** Start Now is off, for everyone or for this display. */
  readOnly: v.boolean(),
  /** How Vault's dates are read: `utc` or an IANA zone. */
  times: v.string(),
  apiVersion: v.string(),
};

const session = v.variant('kind', [
  v.object({ kind: v.literal('signed-out'), ...setting }),
  v.object({
    kind: v.literal('signed-in'),
    ...setting,
    vault,
    /**
     * Vault's id of the user; the user name where they signed in with one. A display has the user
     * name alone, always: it is a display even while its account can't be signed in.
     */
    user: v.object({ id: v.optional(v.string()), userName: v.optional(v.string()) }),
    /** Signed in as the simulator's admin without having asked. */
    demo: v.boolean(),
    /** A wall display, which may only read, and which nobody can sign in again. */
    display: v.boolean(),
  }),
]);

export type Session = v.InferOutput<typeof session>;

/**
 * Whose data an answer is, or a request is meant for. Without the user's id, which a display does
 * not know, it is the beginning of the whole.
 */
export function viewerKey(vaultHost: string, userId?: string): string {
  return userId === undefined ? `${vaultHost};` : `${vaultHost};${encodeURIComponent(userId)};`;
}

const sessionAnswer = () =>
  v.pipe(
    v.object({ data: session }),
    v.transform(({ data }) => data),
  );

export const readSession = endpoint({
  of: 'jobwatch',
  method: 'GET',
  path: '/session',
  answer: sessionAnswer,
});

const text = (most: number) => v.pipe(v.string(), v.nonEmpty(), v.maxLength(most));

/** By user name and password, or by a session id pasted by those who sign in elsewhere. */
export const signIn = endpoint({
  of: 'jobwatch',
  method: 'POST',
  path: '/session',
  encoding: 'json',
  body: {
    vault: text(253),
    userName: v.optional(text(255)),
    password: v.optional(text(255)),
    sessionId: v.optional(text(2_000)),
  },
  answer: sessionAnswer,
});

export const signOut = endpoint({
  of: 'jobwatch',
  method: 'DELETE',
  path: '/session',
  answer: sessionAnswer,
});

/**
 * `id` changes with every build: a page that finds another than its own is out of date. `store` is
 * where the server remembers which writes it has carried out: another one after a restart.
 */
export const build = endpoint({
  of: 'jobwatch',
  method: 'GET',
  path: '/build',
  answer: () =>
    v.pipe(
      v.object({ data: v.object({ id: v.string(), store: v.string() }) }),
      v.transform(({ data }) => data),
    ),
});
