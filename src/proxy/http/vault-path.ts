/**
 * Which of several Vaults a request is for: its path says so. The first Vault has the paths without
 * more; each other has its own below `/v/<host>`, under which the whole app is served. A page can
 * then ask for nothing but its own Vault's data, whatever other tabs do.
 */
import type { Config } from '../config.ts';
import type { VaultSite } from '../vault-sites.ts';

type Vaults = Pick<Config, 'vaults' | 'simulated'>;

/** What stands between BASE_PATH and the rest: empty, or with a slash in front and none behind. */
export function vaultPath({ vaults, simulated }: Vaults, { host }: { host: string }): string {
  return simulated || vaults[0]?.host === host ? '' : `/v/${host}`;
}

type Split = {
  /** Undefined where a simulated Vault answers: the cookie then says which of its hosts it is. */
  vault: VaultSite | undefined;
  rest: string;
};

/** Of a path without BASE_PATH. Undefined for a Vault that is not configured, where there are several. */
export function splitVaultPath({ vaults, simulated }: Vaults, path: string): Split | undefined {
  if (simulated) return { vault: undefined, rest: path };
  if (vaults.length < 2) return { vault: vaults[0], rest: path };
  const [, host, rest = ''] = /^\/v\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  if (host === undefined) return { vault: vaults[0], rest: path };
  const vault = vaults.slice(1).find((site) => site.host === host);
  return vault && { vault, rest: rest === '' ? '/' : rest };
}
