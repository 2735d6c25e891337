/** The jobs of several Vaults in one list, each with the Vault that it is from. */
import { milliseconds } from '#contract/instant.ts';

import { lateKinds } from './attention.ts';
import { overAt } from './job-times.ts';
import type { Entry } from './wall-entries.ts';

export type Placed<V> = { vault: V; entry: Entry };

/**
 * The worst first, as each Vault has them; of the same kind the newest failure, or what is planned
 * soonest. `aheadMs`: how far a Vault's clock is ahead of the viewer's. Nothing in a job says which Vault it is from: ids and titles repeat.
 */
export function mergedEntries<V>(
  lists: readonly { vault: V; entries: readonly Entry[]; aheadMs: number }[],
): Placed<V>[] {
  return lists
    .flatMap(({ vault, entries, aheadMs }) =>
      entries.map((entry) => ({
        placed: { vault, entry },
        rank: order.indexOf(entry.kind),
        at: momentOf(entry, aheadMs),
      })),
    )
    .toSorted((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ placed }) => placed);
}

const order: readonly Entry['kind'][] = [
  'failing',
  'failed',
  ...lateKinds,
  'running',
  'queued',
  'unknown',
  'scheduled',
  'later',
];

/** On one clock, ascending; those without a moment come last. */
function momentOf(entry: Entry, aheadMs: number): number {
  if (entry.kind === 'later') return 0;
  const { job, kind } = entry;
  const isOver = kind === 'failing' || kind === 'failed';
  const at = isOver ? overAt(job) : job.start;
  if (at === undefined) return Number.MAX_SAFE_INTEGER;
  const moment = milliseconds(at) - aheadMs;
  return isOver ? -moment : moment;
}
