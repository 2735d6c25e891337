/** The named worlds, and how a Vault's host names one. */
import type { Past } from '../world/history.ts';
import type { Series } from '../world/series.ts';
import type { Switches, World } from '../world/world.ts';
import { busy } from './busy.ts';
import { failing } from './failing.ts';
import { huge } from './huge.ts';
import { odd } from './odd.ts';
import { quiet } from './quiet.ts';

export const worldNames = ['quiet', 'busy', 'failing', 'odd', 'huge'] as const;
export type WorldName = (typeof worldNames)[number];

export type Scenery = {
  series: readonly Series[];
  past?: Past;
  switches?: Partial<Switches>;
  /** Puts single jobs, once, at the world's birth. */
  furnish?: (world: World) => void;
};

export type Birth = { seed: number; born: number; size?: number | undefined };

export function scenery(name: WorldName, birth: Birth): Scenery {
  switch (name) {
    case 'quiet':
      return quiet;
    case 'busy':
      return busy;
    case 'failing':
      return failing;
    case 'odd':
      return odd;
    case 'huge':
      return huge(birth);
  }
}

/**
 * `failing.vault.test` and `failing-4.vault.test` name a world, each host a Vault of its own;
 * `huge-1000000.vault.test` says how much history. Undefined for a host that names none.
 */
export function namedBy(host: string): { name: WorldName; size?: number } | undefined {
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
