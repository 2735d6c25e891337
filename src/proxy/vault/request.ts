/** Asking a Vault on behalf of a viewer: what is asked, and how it becomes a request. */
import type { Send } from '#contract/client.ts';
import type { Endpoint } from '#contract/endpoint.ts';

import type { Config, VaultSite } from '../config.ts';
import type { Forward } from './fetch-reply.ts';
import type { Reply } from './reply.ts';

/** Whom somebody looks through Jobwatch as. */
export type Identity = {
  /** `demo`: the simulator's admin, unasked. `display`: the account of wall displays. */
  kind: 'personal' | 'demo' | 'display';
  vault: VaultSite;
  /** Known once Vault has been asked. */
  userId: string | undefined;
  userName: string | undefined;
};

/** One with a Vault session. */
export type Viewer = Identity & {
  /** Never leaves the proxy but towards Vault. */
  sessionId: string;
  userId: string;
};

export type Ask = {
  viewer: Viewer;
  endpoint: Endpoint;
  /** Path and query below the API root, written by the contract, not by the browser. */
  address: string;
  /** Reading that nobody waits for. */
  background: boolean;
};

/** The middle of the proxy is a chain of these: share, then budget, then the door. */
export type Vault = (ask: Ask) => Promise<Reply>;

export function root(config: Config, site: VaultSite): string {
  return `${site.origin}/api/${config.apiVersion}`;
}

/** Session ids go raw, without Bearer (docs/vault-api.md §4). */
export function direct(config: Config, forward: Forward): Vault {
  return ({ viewer, endpoint, address }) =>
    forward(
      new Request(root(config, viewer.vault) + address, {
        method: endpoint.method,
        headers: { Authorization: viewer.sessionId },
      }),
    );
}

/** The same door in the form that the contract's client wants. */
export function sender(forward: Forward): Send {
  return async (request) => {
    const { body, status, headers } = await forward(request);
    return new Response(body, { status, headers });
  };
}

/** The Vault of a host name, as typed or as pasted from an address bar; undefined if unknown. */
export function siteOf(config: Config, typed: string): VaultSite | undefined {
  const address = typed.includes('://') ? typed : `https://${typed}`;
  const host = URL.canParse(address) ? new URL(address).host : '';
  const known = config.vaults.find((site) => site.host === host);
  if (known !== undefined || !config.simulated || !simulatedHost.test(host)) return known;
  return { host, name: host, origin: `https://${host}` };
}

/** Any host under vault.test is a simulated Vault of its own. */
const simulatedHost = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.vault\.test$/;
