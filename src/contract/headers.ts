/**
 * Names of the headers that cross a wire. Lower case: HTTP/2 sends them so (docs/vault-api.md §5).
 */
export const headers = {
  age: 'age',
  date: 'date',
  retryAfter: 'retry-after',
  /**
   * With every write: made once for each press, so that a repeat is known as one
   * (draft-ietf-httpapi-idempotency-key-header).
   */
  idempotencyKey: 'idempotency-key',
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
  /** Whose data it is, from the proxy; or, from the app, for whom the write is meant (see `viewerKey`). */
  viewer: 'x-jobwatch-viewer',
  /** From the app: `background` for reading that nobody waits for; live screens go first. */
  priority: 'x-jobwatch-priority',
  /**
   * From the app, with a write: the store of idempotency keys that it expects (`build` names it).
   * Another store can't know whether the request has been carried out before, and refuses it.
   */
  store: 'x-jobwatch-store',
} as const;

/** A header's number, or undefined where it is absent or none. */
export function numberIn(received: Headers, name: string): number | undefined {
  const written = received.get(name)?.trim() ?? '';
  const value = Number(written);
  return written !== '' && Number.isFinite(value) ? value : undefined;
}
