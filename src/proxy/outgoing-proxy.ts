/** Through which proxy an address is called, by the variables that curl and others read as well. */

type Environment = Record<string, string | undefined>;

/** `variable` is the one that names it. Credentials in its URL are for the proxy alone. */
export type Proxy = { url: URL; variable: string };

export type OutgoingProxy = (address: string) => Proxy | undefined;

/** What a call through a proxy failed with is its `cause`. */
export class ThroughProxyError extends Error {
  override name = 'ThroughProxyError';
  readonly proxy: Proxy;

  constructor(proxy: Proxy, cause: unknown) {
    super('A call through a proxy failed.', { cause });
    this.proxy = proxy;
  }
}

/** Addresses whose proxy can't be used are faults, one sentence each. */
export function readOutgoingProxy(environment: Environment, addresses: string[]) {
  const value = (name: string) =>
    environment[name.toLowerCase()]?.trim() || environment[name]?.trim() || undefined;
  const exceptions = (value('NO_PROXY') ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);

  const named = (address: string) => {
    const { protocol, hostname, port } = new URL(address);
    const [own, usualPort] =
      protocol === 'https:' ? (['HTTPS_PROXY', '443'] as const) : (['HTTP_PROXY', '80'] as const);
    const variable = value(own) === undefined ? 'ALL_PROXY' : own;
    const written = value(variable);
    const at = { hostname, port: port || usualPort };
    if (written === undefined || exceptions.some((one) => isException(one, at))) return undefined;
    return { variable, url: proxyUrl(written) };
  };

  const outgoingProxy: OutgoingProxy = (address) => {
    const found = named(address);
    return found?.url && { variable: found.variable, url: found.url };
  };
  const unusable = addresses.flatMap((address) => {
    const found = named(address);
    return found !== undefined && found.url === undefined ? [found.variable] : [];
  });
  const faults = [...new Set(unusable)].map(
    (variable) => `${variable}: must be an address such as http://proxy.example.com:3128.`,
  );
  return { outgoingProxy, faults };
}

/** Without a scheme it is http, as for curl. Others than http and https, such as SOCKS, are not spoken. */
function proxyUrl(written: string): URL | undefined {
  const address = written.includes('://') ? written : `http://${written}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined && ['http:', 'https:'].includes(url.protocol) ? url : undefined;
}

/** `*`, or a host with all its subdomains, perhaps with a port. */
function isException(
  entry: string,
  { hostname, port }: { hostname: string; port: string },
): boolean {
  if (entry === '*') return true;
  const [, host = '', entryPort = port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  const name = host.replace(/^\*?\./, '');
  return entryPort === port && (hostname === name || hostname.endsWith(`.${name}`));
}
