/** When queued jobs were first seen queued: on whichever page, as long as this tab is open. */
import { milliseconds } from '#contract/instant.ts';
import type { Seen } from '#insight/queued-since.ts';
import { isQueued } from '#insight/status/statuses.ts';

import { vaultClockAheadMs } from '../time/clock.ts';
import type { JobList } from './jobs.ts';

type Known = { list: JobList | undefined; seen: Seen };

const nothing: Known = { list: undefined, seen: new Map() };
/** By whose lists they are: a wall may show several Vaults. */
const knownOf = new Map<string, Known>();

/** As in a tab that has just been opened: a server draws for many of them. */
export function forgetSeenQueued(): void {
  knownOf.clear();
}

/**
 * `of` says whose list it is: another Vault may have jobs of the same ids. The same map for the same
 * list. `aheadMs`: of that Vault's clock.
 */
export function firstSeenQueued(
  of: string,
  list: JobList | undefined,
  aheadMs: number = vaultClockAheadMs(),
): Seen {
  const known = knownOf.get(of) ?? nothing;
  const before = known.seen;
  if (list === undefined || known.list === list) return before;
  const queued = list.jobs.filter(({ status }) => isQueued(status));
  const at = milliseconds(list.asOf) + aheadMs;
  const seen = new Map(queued.map(({ id }) => [String(id), before.get(id) ?? at]));
  knownOf.set(of, { list, seen });
  return seen;
}
