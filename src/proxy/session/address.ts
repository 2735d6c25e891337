/** Where a request comes from, as far as that can be known. */
import { isIPv4, isIPv6 } from 'node:net';

import type { Config } from '../config.ts';
import type { ProxyContext } from '../context.ts';

/**
 * Anybody can send X-Forwarded-For, and each proxy on the way appends the address that it was
 * called from. So only so many entries are believed, from its end, as there are proxies of ours.
 * Where the header has fewer, the request did not come through them.
 */
export function addressOf(context: ProxyContext, { trustedProxies }: Config): string {
  const socket = context.env?.incoming?.socket?.remoteAddress ?? '';
  const entries = context.req.header('x-forwarded-for')?.split(',') ?? [];
  const named = trustedProxies === 0 ? undefined : entries.at(-trustedProxies)?.trim();
  return networkOf(named ?? '') ?? networkOf(socket) ?? '';
}

/**
 * An address in one spelling. Of IPv6 only the network: whoever has one address has all of its
 * 2^64. Undefined for what is no address, with a port or without.
 */
function networkOf(text: string): string | undefined {
  const [, bare = text] = /^\[([^\]]*)\](?::\d+)?$/.exec(text) ?? [];
  const plain = bare.replace(/^::ffff:(?=\d+\.)/i, '').replace(/^(\d[\d.]*):\d+$/, '$1');
  if (isIPv4(plain)) return plain;
  const [unscoped = ''] = plain.split('%');
  if (!isIPv6(unscoped)) return undefined;
  const { hostname } = new URL(`http://[${unscoped}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const [first, last] = [head, tail].map((part) => (part ? part.split(':') : []));
  if (first === undefined || last === undefined) return undefined;
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0');
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::/64`;
}
