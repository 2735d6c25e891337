/** What a named world holds: the jobs that recur in it, its past, and what is odd about it. */
import type { ComputedPast } from '../world/history.ts';
import type { Series } from '../world/series.ts';
import type { Switches, World } from '../world/world.ts';

export type WorldContent = {
  series: readonly Series[];
  past?: ComputedPast;
  switches?: Partial<Switches>;
  /** Adds single jobs, once, when the world is created. */
  populate?: (world: World) => void;
};

export type WorldOptions = {
  seed: number;
  /** When the world was created, in milliseconds since 1970. */
  createdAt: number;
  /** Number of finished jobs in the world `huge`. */
  size?: number | undefined;
};
