/** Addresses in the environment: each fault is reported, and never with a password in it. */

export type Refuse = (message: string) => void;

/** Only scheme, host and port; a path, a query or a password is a mistake to report. */
export function origin(text: string, refuse: Refuse): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    refuse(`"${text}" must be an address such as https://vault.example.com.`);
    return undefined;
  }
  if (url.href !== `${url.origin}/`) {
    refuse(`"${url.origin}" must stand alone, without path, query or user name.`);
  }
  return url;
}

/** `redis://user:password@host:port/0`, or `rediss://` for TLS. */
export function isRedisUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash } = new URL(text);
  const isRedis = protocol === 'redis:' || protocol === 'rediss:';
  return isRedis && hostname !== '' && /^\/?\d{0,3}$/.test(pathname) && `${search}${hash}` === '';
}
