/** By what a list of the overview can be sorted: its own columns, of which some only say what is known. */
import type { Job } from '#contract/jobs.ts';

import { sortKeys } from '../../jobs/columns/sort-keys.ts';
import { jobsOfList } from '../../jobs/lazy-jobs.ts';

/** Each column that can be sorted with the column of a job by which it is, or by which it is backwards. */
const orders = {
  status: 'status',
  title: 'title',
  planned: 'planned',
  started: 'started',
  finished: 'finished',
  ran: 'ran',
  elapsed: '-started',
} as const;

export type SortableId = keyof typeof orders;
export type ListSort = { by: SortableId; isDescending: boolean };

export function isSortable(id: string): id is SortableId {
  return Object.hasOwn(orders, id);
}

/** As an address holds it; undefined for a list's own order, and for a column that it does not have. */
export function readSort(
  written: string,
  columns: readonly { id: string }[],
): ListSort | undefined {
  const by = written.replace(/^-/, '');
  return isSortable(by) && columns.some(({ id }) => id === by)
    ? { by, isDescending: written.startsWith('-') }
    : undefined;
}

/** Those without a value last, and those with the same in the order that they had. */
export function sortedJobs(jobs: readonly Job[], sort: ListSort): Job[] {
  const order = orders[sort.by];
  const keys = sortKeys(jobsOfList(jobs), order);
  const sign = sort.isDescending ? -1 : 1;
  const keyed = jobs.map((job, at) => ({ job, key: keys[at] ?? Infinity }));
  return keyed
    .toSorted((a, b) => {
      if (a.key === b.key) return 0;
      if (a.key === Infinity || b.key === Infinity) return a.key === Infinity ? 1 : -1;
      return sign * (a.key < b.key ? -1 : 1);
    })
    .map(({ job }) => job);
}
