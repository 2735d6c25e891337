/** Names of the machine itself, which nothing outside of it can answer to. */
const names = new Set(['localhost', '[::1]', '::1']);

/** `hostname` as URL gives it: without port, IPv6 in brackets. */
export function isLoopback(hostname: string): boolean {
  return names.has(hostname.toLowerCase()) || /^127(\.\d{1,3}){3}$/.test(hostname);
}
