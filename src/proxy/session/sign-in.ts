/**
 * Turns credentials into a Vault session, once: a login is never repeated (docs/vault-api.md §4).
 */
import { client, type Send } from '#contract/client.ts';
import { ownError, VaultError } from '#contract/envelope.ts';
import { authenticate, endSession } from '#contract/sign-in.ts';
import { currentUser } from '#contract/users.ts';

import type { Clock } from '../clock.ts';
import type { Config, VaultSite } from '../config.ts';
import { isLoopback } from '../http/loopback.ts';
import type { Forward } from '../vault/fetch-reply.ts';
import { root, sender, type Viewer } from '../vault/request.ts';

export type Credentials =
  | { kind: 'password'; userName: string; password: string }
  /** A session made elsewhere, by those who sign in through their company. */
  | { kind: 'session'; sessionId: string };

/** Rejects with a VaultError. */
export type SignIn = (vault: VaultSite, credentials: Credentials) => Promise<Viewer>;

type Options = { config: Config; forward: Forward; clock: Clock };

export function signIn({ config, forward, clock }: Options): SignIn {
  const asking = (vault: VaultSite, send: Send = sender(forward)) =>
    client({ send, root: () => root(config, vault), now: clock.now });

  return function signIn(vault, credentials) {
    return credentials.kind === 'password'
      ? byPassword(vault, credentials)
      : bySession(vault, credentials.sessionId);
  };

  async function byPassword(
    vault: VaultSite,
    { userName, password }: { userName: string; password: string },
  ): Promise<Viewer> {
    const { data } = await asking(vault)(authenticate, {
      username: userName,
      password,
      vaultDNS: vault.host,
    });
    const landed = data.vaults.find(({ id }) => id === data.vaultId);
    if (isThere(vault, landed?.url)) {
      return { kind: 'personal', vault, sessionId: data.sessionId, userId: data.userId, userName };
    }
    await ended(siteBehind(landed?.url) ?? vault, data.sessionId);
    const elsewhere = landed?.name ?? hostOf(landed?.url) ?? 'another Vault';
    throw ownError(
      'WRONG_VAULT',
      `${userName} can't sign in to ${vault.host}: Vault signed them in to ${elsewhere} instead.`,
    );
  }

  async function bySession(vault: VaultSite, sessionId: string): Promise<Viewer> {
    let told: string | undefined;
    const send: Send = async (request) => {
      const reply = await forward(request);
      told = reply.userId;
      return new Response(reply.body, reply);
    };
    try {
      const options = { headers: { Authorization: sessionId } };
      const { data } = await asking(vault, send)(currentUser, {}, options);
      return { kind: 'personal', vault, sessionId, userId: data.id, userName: data.userName };
    } catch (error) {
      // The session is good if Vault names its user, even where the record can't be read.
      const isUnread = error instanceof VaultError && error.type === 'VAULT_UNREADABLE';
      if (!isUnread || told === undefined) throw error;
      return { kind: 'personal', vault, sessionId, userId: told, userName: undefined };
    }
  }

  /** A session that nobody asked for; if it can't be ended, it runs out by itself. */
  async function ended(vault: VaultSite, sessionId: string) {
    const options = { headers: { Authorization: sessionId } };
    await asking(vault)(endSession, {}, options).catch(() => undefined);
  }
}

/**
 * Vault may answer SUCCESS with a session of another Vault than was asked (docs/vault-api.md §4):
 * only the address of the one it landed on tells. A Vault on loopback stands for one whose address
 * is not its own, so there an address of loopback, or none, will do.
 */
function isThere(asked: VaultSite, url: string | undefined): boolean {
  const landed = hostOf(url);
  if (landed === asked.host) return true;
  const isLocal = isLoopback(new URL(asked.origin).hostname);
  return isLocal && (landed === undefined || isLoopback(new URL(`http://${landed}`).hostname));
}

/** A session is good only at its own Vault, whose address Vault itself has just told. */
function siteBehind(url = ''): VaultSite | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, origin } = new URL(url);
  return protocol === 'https:' ? { host, name: host, origin } : undefined;
}

function hostOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).host || undefined : undefined;
}
