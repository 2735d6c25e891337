/** When queued jobs were first seen queued: on whichever page, as long as this tab is open. */
import { milliseconds } from '#contract/instant.ts';
import type { Seen } from '#insight/queued-since.ts';
import { isQueued } from '#insight/status/statuses.ts';

import { onVaultClock } from '../time/clock.ts';
import type { JobList } from './jobs.ts';

type Known = { of: string; list: JobList | undefined; seen: Seen };

const nothing: Known = { of: '', list: undefined, seen: new Map() };
let known = nothing;

/** As in a tab that has just been opened: a server draws for many of them. */
export function forgetSeenQueued(): void {
  known = nothing;
}

/**
 * `of` says whose list it is: another Vault may have jobs of the same ids. The same map for the same
 * list.
 */
export function firstSeenQueued(of: string, list: JobList | undefined): Seen {
  if (known.of === of && (list === undefined || known.list === list)) return known.seen;
  const before: Seen = known.of === of ? known.seen : new Map();
  const queued = (list?.jobs ?? []).filter(({ status }) => isQueued(status));
  const at = list === undefined ? 0 : onVaultClock(milliseconds(list.asOf));
  const seen = new Map(queued.map(({ id }) => [String(id), before.get(id) ?? at]));
  known = { of, list, seen };
  return seen;
}
