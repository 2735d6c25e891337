/** The user that stands for Vault itself; its record may not resolve (docs/vault-api.md §8). */
export const systemUserId = '1';
