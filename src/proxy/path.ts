/** The path that routes are matched against: as it was sent, without BASE_PATH, nothing decoded. */
import type { Config } from './config.ts';

/** What lies outside of BASE_PATH, which no route matches. */
export const outside = '/outside of base path';

export function path({ basePath }: Pick<Config, 'basePath'>) {
  return function path(request: Request): string {
    const { pathname } = new URL(request.url);
    if (basePath === '' || probes.has(pathname)) return pathname;
    if (pathname === basePath) return '/';
    return pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : outside;
  };
}

/** Asked for by what knows the port but not the path. */
const probes = new Set(['/healthz', '/readyz', '/metrics']);
