/** What is asked of a Vault, and on whose behalf. */
import type { Endpoint } from '#contract/endpoint.ts';

import type { Config } from '../config.ts';
import type { VaultSite } from '../vault-sites.ts';
import type { Reply } from './reply.ts';

/** As whom somebody uses Jobwatch. */
export type Identity = {
  /** `demo`: the simulator's admin, without signing in. `display`: the account of wall displays. */
  kind: 'personal' | 'demo' | 'display';
  vault: VaultSite;
  /** Known once Vault has been asked. */
  userId: string | undefined;
  userName: string | undefined;
};

/** One with a Vault session. */
export type Viewer = Identity & {
  /** Leaves the proxy towards Vault only. */
  sessionId: string;
  userId: string;
};

export type Ask = {
  viewer: Viewer;
  endpoint: Endpoint;
  /** Path and query below the API root, written by the contract, not by the browser. */
  address: string;
  /** Nobody waits for the answer. */
  background: boolean;
  /** Aborted when whoever asked has left. */
  leaving?: AbortSignal;
  /** For the log. */
  requestId?: string;
};

/** The middle of the proxy is a chain of these: reauthenticate, share, start once,
 * budget, transport. */
export type Vault = (ask: Ask) => Promise<Reply>;

/** The beginning of what is kept for one user of one Vault: neither a host nor a user id holds a space. */
export function identityKey({ vault, userId }: Viewer): string {
  return `${vault.host} ${userId} `;
}

export function apiRoot(config: Config, site: VaultSite): string {
  return `${site.origin}/api/${config.apiVersion}`;
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
