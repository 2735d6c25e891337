/** The path that routes are matched against: as it was sent, without BASE_PATH, nothing decoded. */
import type { Config } from '../config.ts';

/** Stands for any path outside of BASE_PATH; no route matches it. */
export const outside = '/outside of base path';

export function pathWithoutBase({ basePath }: Pick<Config, 'basePath'>) {
  return function pathWithoutBase(request: Request): string {
    const pathname = pathOf(request.url);
    if (basePath === '' || probes.has(pathname)) return pathname;
    if (pathname === basePath) return '/';
    return pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : outside;
  };
}

/** Both servers and Request write the whole URL, so it has a scheme and a host in front. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  return /^[^?#]*/.exec(url.slice(start))?.[0] ?? '';
}

/** Asked for by what knows the port but not the path. */
const probes = new Set(['/healthz', '/readyz', '/metrics']);
