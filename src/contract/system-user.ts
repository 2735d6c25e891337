/**
 * The user that stands for Vault itself; its record may not resolve (docs/vault-api.md §8). Apart
 * from `users.ts`, whose schemas would make the export worker's code larger.
 */
export const systemUserId = '1';
