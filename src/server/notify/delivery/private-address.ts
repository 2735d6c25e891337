/**
 * Where messages may not go: this machine, its networks and what answers only there, such as the
 * metadata of a cloud. Addresses are looked at as a connection is made, so that a name which leads
 * elsewhere a moment later gets nowhere.
 */
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Refused by us: nothing was sent, and trying again would change nothing. */
export class PrivateAddressError extends Error {
  override name = 'PrivateAddressError';
}

/** What NOTIFY_ALLOW lists: host names, addresses and ranges. */
export type Allowed = { hosts: ReadonlySet<string>; addresses: BlockList };

/** All addresses of a name. */
export type Resolve = (name: string) => Promise<{ address: string }[]>;

const byDns: Resolve = (name) => lookup(name, { all: true });

export type Target = { address: string; family: 4 | 6 };

/** What belongs to nobody's network (IANA's special-purpose registries). */
const private4 = rangesOf(4, [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]);

/** All that is given out to networks; what else there is reaches nobody else's. */
const global6 = rangesOf(6, ['2000::/3']);
const private6 = rangesOf(6, ['2001::/23', '2001:db8::/32', '3fff::/20']);

/** Addresses of IPv4 in the clothes of IPv6: mapped, translated (NAT64), and 6to4. */
const carriers = [
  { range: rangesOf(6, ['::ffff:0:0/96', '64:ff9b::/96']), at: 6 },
  { range: rangesOf(6, ['2002::/16']), at: 1 },
];

export function isPrivate(address: string): boolean {
  if (isIP(address) === 4) return private4.check(address, 'ipv4');
  // With a zone behind it, it is of one link.
  if (isIP(address) !== 6 || address.includes('%')) return true;
  const carrier = carriers.find(({ range }) => range.check(address, 'ipv6'));
  if (carrier !== undefined) return private4.check(carried(address, carrier.at), 'ipv4');
  return !global6.check(address, 'ipv6') || private6.check(address, 'ipv6');
}

/** The addresses of a host, at least one, where a message may go to it; rejects where it may not. */
export async function permittedTargets(
  host: string,
  allowed: Allowed,
  resolve = byDns,
): Promise<[Target, ...Target[]]> {
  const name = hostName(host);
  const found = isIP(name) === 0 ? await resolve(name) : [{ address: name }];
  const addresses = found.map(({ address }) => address);
  // One private address among them is one too many: which of them is used is up to chance.
  const isRefused = addresses.some((address) => isPrivate(address) && !isAllowed(address, allowed));
  const [first, ...others] = addresses.map((address) => ({ address, family: familyOf(address) }));
  if (first === undefined || (isRefused && !allowed.hosts.has(name))) {
    throw new PrivateAddressError('private address');
  }
  return [first, ...others];
}

function familyOf(address: string): 4 | 6 {
  return isIP(address) === 6 ? 6 : 4;
}

function isAllowed(address: string, { addresses }: Allowed): boolean {
  return addresses.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** As URLs write it: in lower case, an address of IPv6 in brackets, perhaps with a dot at its end. */
export function hostName(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}

/** The value of NOTIFY_ALLOW: names, addresses, or ranges such as 10.1.0.0/16, separated by commas. */
export function readAllowed(text: string): { allowed: Allowed; faults: string[] } {
  const hosts = new Set<string>();
  const addresses = new BlockList();
  const faults: string[] = [];
  for (const [at, entry] of text
    .split(/[\s,]+/)
    .filter(Boolean)
    .entries()) {
    const [host = '', bits] = entry.split('/');
    const name = hostName(host);
    const family = isIP(name);
    const most = family === 6 ? 128 : 32;
    if (family !== 0 && Number(bits ?? most) <= most && /^\d*$/.test(bits ?? '')) {
      addresses.addSubnet(name, Number(bits ?? most), family === 6 ? 'ipv6' : 'ipv4');
    } else if (family === 0 && bits === undefined && /^[\w.-]+$/.test(name)) hosts.add(name);
    // Not quoted: it may be an address of a webhook, secret and all.
    else faults.push(`entry ${at + 1} must be a host, an address, or a range such as 10.1.0.0/16.`);
  }
  return { allowed: { hosts, addresses }, faults };
}

function rangesOf(family: 4 | 6, ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits] = range.split('/');
    list.addSubnet(network, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

/** The IPv4 address that begins at one of the eight groups. */
function carried(address: string, at: number): string {
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = groups.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const gap = tail === undefined ? 0 : 8 - left.length - right.length;
  const all = [...left, ...Array.from({ length: gap }, () => '0'), ...right];
  const bytes = all.slice(at, at + 2).flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 255];
  });
  return bytes.join('.');
}
