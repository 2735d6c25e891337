/** A request that Vault understood and does not grant: HTTP 200, responseStatus FAILURE. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly type: string;
  /** Keys beside `errors` that older endpoints add. */
  readonly beside: Record<string, unknown>;

  constructor(type: string, message: string, beside: Record<string, unknown> = {}) {
    super(message);
    this.type = type;
    this.beside = beside;
  }
}
