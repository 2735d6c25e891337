import { localTime } from '#contract/zone.ts';

/**
 * A moment as Vault writes it: always with a Z at the end, even if the time is a zone's local
 * time. Vault's reference contradicts that Z, so a world can do either (docs/vault-api.md §7).
 */
export function formatVaultDate(moment: number, zone: string): string {
  const local = localTime(Math.floor(moment / 1000) * 1000, zone);
  return `${new Date(local).toISOString().slice(0, 19)}.000Z`;
}
