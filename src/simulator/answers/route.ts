/** What a path stands for: an endpoint of the contract, or the target of a job's link. */
import { vaultEndpoints, type VaultEndpointName } from '#contract/endpoints.ts';

import { linkRoute, type LinkRoute } from './link-targets.ts';

export type Route =
  | { kind: 'versions' }
  /** The list of one version's resources. */
  | { kind: 'resources'; version: string }
  | { kind: 'endpoint'; name: VaultEndpointName; version: string; params: Record<string, string> }
  | { kind: 'link'; version: string; link: LinkRoute }
  | { kind: 'wrong-verb' }
  | { kind: 'unknown' };

export function route(method: string, pathname: string): Route {
  if (/^\/api\/?$/.test(pathname)) return { kind: method === 'GET' ? 'versions' : 'wrong-verb' };
  const [, version, rest = ''] = /^\/api\/(v\d{1,2}\.\d)(\/.*)?$/.exec(pathname) ?? [];
  if (version === undefined || Number(version.slice(1)) < 20) return { kind: 'unknown' };
  if (rest === '' || rest === '/') {
    return method === 'GET' ? { kind: 'resources', version } : { kind: 'wrong-verb' };
  }
  const matching = patterns.flatMap(({ name, pattern }) => {
    const match = pattern.exec(rest);
    return match === null ? [] : [{ name, params: decode(match.groups ?? {}) }];
  });
  const found = matching.find(({ name }) => vaultEndpoints[name].method === method);
  if (found !== undefined) return { kind: 'endpoint', version, ...found };
  const link = linkRoute(rest);
  if (link !== undefined && method === 'GET') return { kind: 'link', version, link };
  return { kind: matching.length > 0 || link !== undefined ? 'wrong-verb' : 'unknown' };
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant table
const names = Object.keys(vaultEndpoints) as VaultEndpointName[];

const patterns = names.map((name) => ({
  name,
  pattern: new RegExp(`^${vaultEndpoints[name].path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`),
}));

function decode(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => {
      try {
        return [name, decodeURIComponent(value)];
      } catch {
        return [name, value];
      }
    }),
  );
}
