/** Why a connection to Vault could not be made, or did not last. */
import { ThroughProxyError } from '../outgoing-proxy.ts';

/** In plain words; only the code is read, since a message may quote what was sent. */
export function connectionFault(cause: unknown): string {
  const code = codeOf(cause);
  const proxy = cause instanceof ThroughProxyError ? cause.proxy : undefined;
  // Without the credentials in its URL.
  const name = proxy && `proxy ${proxy.url.host} (${proxy.variable})`;
  const ofTls = tlsReason(code);
  if (ofTls !== undefined) {
    const through = name === undefined ? '' : `, as it comes through the ${name},`;
    return `${ofTls.of} Vault’s host${through} ${ofTls.is}`;
  }
  const reason = reasons[code];
  if (reason !== undefined)
    return `${name === undefined ? 'Vault’s host' : `The ${name}`} ${reason}`;
  const through = name === undefined ? '' : ` through the ${name}`;
  return `The connection to Vault${through} broke off.`;
}

/** Codes of Node's for what is wrong with a certificate, and those of OpenSSL's for all else. */
function tlsReason(code: string): { of: string; is: string } | undefined {
  const certificate = certificateReasons[code];
  if (certificate !== undefined) return { of: 'The certificate of', is: certificate };
  if (plainHttp.has(code)) return { of: 'Where https was expected,', is: 'speaks something else.' };
  if (/^ERR_(?:SSL|TLS)_|^EPROTO$/.test(code)) {
    return { of: 'No secure connection (TLS) with', is: 'could be agreed on.' };
  }
  const isUntrusted = /CERT|SIGNATURE|CRL|^INVALID_(?:CA|PURPOSE)$|^PATH_LENGTH/.test(code);
  return isUntrusted ? { of: 'The certificate of', is: 'is not trusted.' } : undefined;
}

const certificateReasons: Record<string, string> = {
  CERT_HAS_EXPIRED: 'has expired.',
  CERT_NOT_YET_VALID: 'is not valid yet; the clock of this machine may be wrong.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'is for another host name.',
  HOSTNAME_MISMATCH: 'is for another host name.',
};

/** What plain http looks like to whoever expects the first bytes of TLS. */
const plainHttp = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_UNKNOWN_PROTOCOL',
  'ERR_SSL_HTTP_REQUEST',
]);

const reasons: Record<string, string> = {
  ENOTFOUND: 'could not be found by name.',
  EAI_AGAIN: 'could not be found by name.',
  ECONNREFUSED: 'refused the connection.',
  ETIMEDOUT: 'did not accept the connection in time.',
  UND_ERR_CONNECT_TIMEOUT: 'did not accept the connection in time.',
  EHOSTUNREACH: 'can’t be reached from here.',
  ENETUNREACH: 'can’t be reached from here.',
  // Of the library's proxy agent alone: any answer to CONNECT but 200.
  UND_ERR_ABORTED: 'did not let the connection to Vault through.',
};

function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return '';
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : undefined;
  return codeOf(first ?? cause.cause);
}
