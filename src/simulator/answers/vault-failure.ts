/** A request that Vault understood and refuses: HTTP 200, responseStatus FAILURE. */
export class VaultFailure extends Error {
  override name = 'VaultFailure';
  readonly type: string;
  /** Fields that older endpoints add to `errors`. */
  readonly extraFields: Record<string, unknown>;

  constructor(type: string, message: string, extraFields: Record<string, unknown> = {}) {
    super(message);
    this.type = type;
    this.extraFields = extraFields;
  }
}
