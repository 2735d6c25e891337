/**
 * Answers only to its own names. A page elsewhere can point a name of its own at 127.0.0.1 and
 * would then count as same-origin (DNS rebinding): the Host header still tells its real name.
 */
import { hostname, networkInterfaces } from 'node:os';

import type { MiddlewareHandler } from 'hono';

import type { Config } from '../config.ts';
import type { Env } from '../context.ts';
import { refuse } from './error-response.ts';
import { isLoopback } from './loopback.ts';

export function hostGuard({ config }: { config: Config }): MiddlewareHandler<Env> {
  const names = ownNames(config.host);
  const { publicUrl } = config;
  /** The one that was used last, as nearly all use the same name. */
  let lastOwn: string | undefined;

  return async function hostGuard(context, next) {
    const host = context.req.header('host') ?? new URL(context.req.url).host;
    const port = context.env?.incoming?.socket?.localPort ?? config.port;
    if (host === lastOwn) return next();
    if (isOwn(host, port) || isPublic(host)) {
      lastOwn = host;
      return next();
    }
    return refuse(
      context,
      'FOREIGN_HOST',
      'Jobwatch can’t be used under this host name. Its PUBLIC_URL says which one to use.',
    );
  };

  /** Port 0 means that nobody knows the port: the name decides. */
  function isOwn(host: string, port: number): boolean {
    const url = parsed(`http://${host}`);
    if (url === undefined) return false;
    const isPort = port === 0 || Number(url.port || 80) === port;
    return isPort && (isLoopback(url.hostname) || names.has(url.hostname));
  }

  function isPublic(host: string): boolean {
    if (publicUrl === undefined) return false;
    return parsed(`${publicUrl.protocol}//${host}`)?.host === publicUrl.host;
  }
}

/** Undefined for anything that is more than a host and a port. */
function parsed(address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.href === `${url.origin}/` ? url : undefined;
}

/** As URL writes them: lower case, IPv6 in brackets. */
function ownNames(host: string): Set<string> {
  if (isLoopback(host)) return new Set([host.toLowerCase()]);
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const all = [host, hostname(), ...addresses.map(({ address }) => address)];
  return new Set(all.map((name) => (name.includes(':') ? `[${name}]` : name).toLowerCase()));
}
