/** The user that stands for Vault itself; its record may not resolve (facts §8). */
export const systemUserId = '1';
