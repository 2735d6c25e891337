/**
 * Names of the headers that cross a wire. Lower case: HTTP/2 sends them so (docs/vault-api.md §5).
 */
export const headers = {
  age: 'age',
  date: 'date',
  retryAfter: 'retry-after',
  clientId: 'x-vaultapi-clientid',
  burstLimit: 'x-vaultapi-burstlimit',
  burstLimitRemaining: 'x-vaultapi-burstlimitremaining',
  responseDelay: 'x-vaultapi-responsedelay',
  downtimeMinutes: 'x-vaultapi-downtimeexpecteddurationminutes',
  executionId: 'x-vaultapi-executionid',
  userId: 'x-vaultapi-userid',
  vaultId: 'x-vaultapi-vaultid',
  status: 'x-vaultapi-status',
  /** From the proxy: how Vault's dates are to be read (`utc` or an IANA zone). */
  times: 'x-jobwatch-times',
  /** From the app: `background` for reading that nobody waits for; live screens go first. */
  priority: 'x-jobwatch-priority',
} as const;

/** A header's number, or undefined where it is absent or none. */
export function numberIn(received: Headers, name: string): number | undefined {
  const written = received.get(name)?.trim() ?? '';
  const value = Number(written);
  return written !== '' && Number.isFinite(value) ? value : undefined;
}
