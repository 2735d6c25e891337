/** Which jobs the lists contain, by a request's filters (docs/vault-api.md §2). */
import { second } from '../clock.ts';
import { idRank, shuffledRank, type Filter, type Order } from './history.ts';
import { neverRan, statusAt, type Job } from './job.ts';
import type { HistoryFilter, MonitorFilter, Switches } from './world.ts';

export function matchesMonitorFilter(
  job: Job,
  filter: MonitorFilter,
  { now, switches }: { now: number; switches: Switches },
): boolean {
  const { start = -Infinity, end = now, status } = filter;
  const created = wholeSecond(job.created);
  if (created < start || created > end) return false;
  if (status === undefined) return true;
  const shown = shownStatus(job, statusAt(job, now));
  return shown === status || (withQueueing(status, switches) && shown === 'queueing');
}

function withQueueing(status: string, switches: Switches): boolean {
  return status === 'queued' && switches.queuedFilter === 'with-queueing';
}

/** The same for histories, as their store takes it. */
export function historyFilter(filter: HistoryFilter, switches: Switches): Filter {
  const { start = -Infinity, end = Infinity, status } = filter;
  const { filterTests, order } = switches;
  const key = [start, end, status ?? '', filterTests, order].join(' ');
  if (start === -Infinity && end === Infinity && status === undefined) return { key, order };
  return {
    key,
    order,
    from: start,
    to: end,
    matches: (job) => {
      const date = wholeSecond(testedDate(job, filterTests));
      if (date < start || date > end) return false;
      return status === undefined || shownStatus(job, job.outcome) === status;
    },
  };
}

/** Jobs that never ran have no start; their end is tested instead. */
function testedDate(job: Job, date: Switches['filterTests']): number {
  switch (date) {
    case 'created':
      return job.created;
    case 'start':
      return neverRan(job) ? job.ended : job.started;
    case 'end':
      return job.ended;
  }
}

/** In lower case, as in filters. */
function shownStatus(job: Job, status: string): string {
  const overridden = job.overrides?.['status'];
  return (typeof overridden === 'string' ? overridden : status).toLowerCase();
}

/** Vault writes dates to the second, so it compares them to the second. */
function wholeSecond(moment: number): number {
  return Math.floor(moment / second) * second;
}

/** Orders the monitors; `newest-first` by creation. */
export function inOrder(jobs: readonly Job[], order: Order): Job[] {
  switch (order) {
    case 'newest-first':
      return jobs.toSorted((a, b) => b.created - a.created);
    case 'oldest-first':
      return jobs.toSorted((a, b) => a.created - b.created);
    case 'by-id':
      return jobs.toSorted((a, b) => idRank(a.id) - idRank(b.id));
    case 'shuffled':
      return jobs.toSorted((a, b) => shuffledRank(a.id) - shuffledRank(b.id));
  }
}
