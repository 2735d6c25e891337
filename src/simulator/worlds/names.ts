/** The named worlds, and which one a Vault's host names. */
export const worldNames = ['quiet', 'busy', 'failing', 'odd', 'huge'] as const;
export type WorldName = (typeof worldNames)[number];

/**
 * `failing.vault.test` and `failing-4.vault.test` name a world; each host has its own Vault.
 * `huge-1000000.vault.test` also says how many finished jobs. Undefined for any other host.
 */
export function worldOfHost(host: string): { name: WorldName; size?: number } | undefined {
  const [, first = '', rest = ''] =
    /^([a-z]+)(?:-([^.]*))?\.vault\.test(?::\d+)?$/.exec(host) ?? [];
  const name = worldNames.find((known) => known === first);
  if (name === undefined) return undefined;
  const [, size] = /^(\d{1,7})(?:-|$)/.exec(rest) ?? [];
  return name === 'huge' && size !== undefined ? { name, size: Number(size) } : { name };
}

export function isWorldName(value: string): value is WorldName {
  return worldNames.some((known) => known === value);
}
