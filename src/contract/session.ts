/** The proxy's own endpoints: who the viewer is, and which build serves them. */
import { endpoint } from './endpoint.ts';
import * as z from './zod.ts';

/** A Vault one may sign in to. `name` is what its badge says, such as Production. */
const vault = z.object({ host: z.string(), name: z.string() });

const setting = {
  /** Vaults that the proxy knows, in the order of its configuration. */
  vaults: z.array(vault),
  /** The simulator answers, not a real Vault; any host under `.vault.test` may be signed in to. */
  simulated: z.boolean(),
  /** Start Now is off, for everyone or for this display. */
  readOnly: z.boolean(),
  /** How Vault's dates are read: `utc` or an IANA zone. */
  times: z.string(),
  apiVersion: z.string(),
};

const session = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signed-out'), ...setting }),
  z.object({
    kind: z.literal('signed-in'),
    ...setting,
    vault,
    /**
     * Vault's id of the user; the user name where they signed in with one. A display has the user
     * name alone, always: it is a display even while its account can't be signed in.
     */
    user: z.object({ id: z.string().optional(), userName: z.string().optional() }),
    /** Signed in as the simulator's admin without having asked. */
    demo: z.boolean(),
    /** A wall display, which may only read, and which nobody can sign in again. */
    display: z.boolean(),
  }),
]);

export type Session = z.output<typeof session>;

/**
 * Whose data an answer is, or a request is meant for. Without the user's id, which a display does
 * not know, it is the beginning of the whole.
 */
export function viewerKey(vaultHost: string, userId?: string): string {
  return userId === undefined ? `${vaultHost};` : `${vaultHost};${encodeURIComponent(userId)};`;
}

const sessionAnswer = () => z.object({ data: session }).transform(({ data }) => data);

export const readSession = endpoint({
  of: 'jobwatch',
  method: 'GET',
  path: '/session',
  answer: sessionAnswer,
});

/** By user name and password, or by a session id pasted by those who sign in elsewhere. */
export const signIn = endpoint({
  of: 'jobwatch',
  method: 'POST',
  path: '/session',
  encoding: 'json',
  body: {
    vault: z.string().min(1).max(253),
    userName: z.string().min(1).max(255).optional(),
    password: z.string().min(1).max(255).optional(),
    sessionId: z.string().min(1).max(2_000).optional(),
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
    z
      .object({ data: z.object({ id: z.string(), store: z.string() }) })
      .transform(({ data }) => data),
});
