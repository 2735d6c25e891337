/**
 * The path that routes are matched against: as it was sent, without BASE_PATH and without that of a
 * Vault, nothing decoded.
 */
import type { Config } from '../config.ts';
import type { VaultSite } from '../vault-sites.ts';
import { splitVaultPath, vaultPath } from './vault-path.ts';

/** Stands for any path outside of BASE_PATH; no route matches it. */
export const outside = '/outside of base path';

type Paths = Pick<Config, 'basePath' | 'vaults' | 'simulated'>;

export function pathWithoutBase(config: Paths) {
  const { basePath } = config;
  return function pathWithoutBase(request: Request): string {
    const pathname = pathOf(request.url);
    if (basePath !== '' && probes.has(pathname)) return pathname;
    const path = belowBase(pathname, basePath);
    return path === undefined ? outside : (splitVaultPath(config, path)?.rest ?? outside);
  };
}

/** The Vault that a request is for; undefined where a simulated one answers. */
export function vaultOfRequest(config: Paths, url: string): VaultSite | undefined {
  return splitVaultPath(config, belowBase(pathOf(url), config.basePath) ?? '/')?.vault;
}

/** What stands between BASE_PATH and the rest of a request's path: as `vaultPath` of its Vault. */
export function vaultPathOfRequest(config: Paths, url: string): string {
  const vault = vaultOfRequest(config, url);
  return vault === undefined ? '' : vaultPath(config, vault);
}

function belowBase(pathname: string, basePath: string): string | undefined {
  if (pathname === basePath) return '/';
  return pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : undefined;
}

/** Both servers and Request write the whole URL, so it has a scheme and a host in front. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  return /^[^?#]*/.exec(url.slice(start))?.[0] ?? '';
}

/** Asked for by what knows the port but not the path. */
const probes = new Set(['/healthz', '/readyz', '/metrics']);
