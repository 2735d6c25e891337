/** Where the rows of Vault's list of unfinished jobs went: the counts add up to the whole. */
import type { Job } from '#contract/jobs.ts';

import type { Overview } from './overview.ts';

/** The list as it was read. */
type Listed = {
  jobs: readonly Job[];
  unreadable: number;
  repeated: number;
  /** How many Vault says there are. */
  total: number | undefined;
};

export type UnfinishedCounts = {
  shown: number;
  /** Finished by now, as one of Vault's two lists says. */
  ended: number;
  unreadable: number;
  repeated: number;
  missing: number;
  /** The sum of all these; undefined where Vault gives none, or less than it listed. */
  total: number | undefined;
  /** Unfinished by status, though only Vault's list of finished jobs has them. */
  elsewhere: number;
};

/** `sets` are of the whole Vault: `shown` and `elsewhere` add up to their unfinished jobs. */
export function unfinishedCounts(list: Listed, sets: Overview): UnfinishedCounts {
  const { jobs, unreadable, repeated } = list;
  const { running, queued, scheduled, unknown } = sets;
  const ended = new Set(sets.ended.map(({ id }) => id));
  const shown = jobs.filter(({ id }) => !ended.has(id)).length;
  const read = jobs.length + unreadable + repeated;
  const total = list.total === undefined || list.total < read ? undefined : list.total;
  return {
    shown,
    ended: jobs.length - shown,
    unreadable,
    repeated,
    missing: (total ?? read) - read,
    total,
    elsewhere: running.length + queued.length + scheduled.length + unknown.length - shown,
  };
}
