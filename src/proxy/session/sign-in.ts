/**
 * Turns credentials into a Vault session, once: a login is never repeated (docs/vault-api.md §4).
 */
import { client, type Send } from '#contract/client.ts';
import { currentUser } from '#contract/current-user.ts';
import { ownError, VaultError } from '#contract/envelope.ts';
import { headers } from '#contract/headers.ts';
import { authenticate, endSession } from '#contract/sign-in.ts';

import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { isLoopback } from '../http/loopback.ts';
import type { VaultSite } from '../vault-sites.ts';
import { apiRoot, type Vault, type Viewer } from '../vault/request.ts';
import type { SessionStanding } from './session-standing.ts';

export type Credentials =
  | { kind: 'password'; userName: string; password: string }
  /** A session made elsewhere, by those who sign in through their company. */
  | { kind: 'session'; sessionId: string };

/** Rejects with a VaultError. */
export type SignIn = (vault: VaultSite, credentials: Credentials) => Promise<Viewer>;

type Options = { config: Config; send: Send; clock: Clock };

export function createSignIn({ config, send, clock }: Options): SignIn {
  const clientOf = (vault: VaultSite, sending = send) =>
    client({ send: sending, root: () => apiRoot(config, vault), now: clock.now });

  return function signIn(vault, credentials) {
    return credentials.kind === 'password'
      ? byPassword(vault, credentials)
      : bySession(vault, credentials.sessionId);
  };

  async function byPassword(
    vault: VaultSite,
    { userName, password }: { userName: string; password: string },
  ): Promise<Viewer> {
    const { data } = await clientOf(vault)(authenticate, {
      username: userName,
      password,
      vaultDNS: vault.host,
    });
    const reached = data.vaults.find(({ id }) => id === data.vaultId);
    if (isThere(vault, reached?.url)) {
      return { kind: 'personal', vault, sessionId: data.sessionId, userId: data.userId, userName };
    }
    await endUnwanted(siteBehind(reached?.url) ?? vault, data.sessionId);
    const elsewhere = reached?.name ?? hostOf(reached?.url) ?? 'another Vault';
    throw ownError(
      'WRONG_VAULT',
      `${userName} can't sign in to ${vault.host}: Vault signed them in to ${elsewhere} instead.`,
    );
  }

  async function bySession(vault: VaultSite, sessionId: string): Promise<Viewer> {
    let knownId: string | undefined;
    const watched: Send = async (request) => {
      const response = await send(request);
      knownId = response.headers.get(headers.userId) ?? undefined;
      return response;
    };
    try {
      const options = { headers: { Authorization: sessionId } };
      const { data } = await clientOf(vault, watched)(currentUser, {}, options);
      return { kind: 'personal', vault, sessionId, userId: data.id, userName: data.userName };
    } catch (error) {
      // The session is good if Vault names its user, even where the record can't be read.
      const isUnread = error instanceof VaultError && error.type === 'VAULT_UNREADABLE';
      if (!isUnread || knownId === undefined) throw error;
      return { kind: 'personal', vault, sessionId, userId: knownId, userName: undefined };
    }
  }

  /** A session that nobody asked for; if it can't be ended, it runs out by itself. */
  async function endUnwanted(vault: VaultSite, sessionId: string) {
    const options = { headers: { Authorization: sessionId } };
    await clientOf(vault)(endSession, {}, options).catch(() => undefined);
  }
}

/**
 * Ends a Vault session, in all processes at once. Vault isn't waited for: one that can't be ended there runs out
 * by itself.
 */
export type SignOut = (viewer: Viewer) => Promise<void>;

type SignOutOptions = { vault: Vault; standing: Pick<SessionStanding, 'end'> };

export function createSignOut({ vault, standing }: SignOutOptions): SignOut {
  return async function signOut(viewer) {
    await standing.end(viewer.sessionId);
    void vault({ viewer, endpoint: endSession, address: endSession.path, background: false });
  };
}

/**
 * Vault may answer SUCCESS with a session of another Vault than was asked (docs/vault-api.md §4):
 * only the address in its answer says which. A Vault on loopback stands for one whose address
 * is not its own, so there an address of loopback, or none, will do.
 */
function isThere(asked: VaultSite, url: string | undefined): boolean {
  const reached = hostOf(url);
  if (reached === asked.host) return true;
  const isLocal = isLoopback(new URL(asked.origin).hostname);
  return isLocal && (reached === undefined || isLoopback(new URL(`http://${reached}`).hostname));
}

/** A session is good only at its own Vault, whose address Vault itself has just given. */
function siteBehind(url = ''): VaultSite | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, origin } = new URL(url);
  return protocol === 'https:' ? { host, name: host, origin } : undefined;
}

function hostOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).host || undefined : undefined;
}
