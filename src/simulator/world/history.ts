/** Finished jobs: sorted by their end, filtered and paged as Vault does. */
import type { Job } from './job.ts';
import { hashOf } from './random.ts';

/**
 * Finished jobs that are computed on request, sorted by their end, so that a million of them take
 * no memory.
 */
export type ComputedPast = {
  size: number;
  at: (index: number) => Job;
  find: (id: string) => Job | undefined;
  /** The first index and the one after the last of jobs that may have a date in this window. */
  within: (from: number, to: number) => readonly [number, number];
};

export type Order = 'newest-first' | 'oldest-first' | 'by-id' | 'shuffled';

export type Filter = {
  /** All jobs match if undefined. */
  matches?: (job: Job) => boolean;
  /** No job with all its dates outside of this window matches. */
  from?: number;
  to?: number;
  /** Equal for equal filters: all pages of a list are cut from one cached result. */
  key: string;
  order: Order;
};

/** One page of a list, and the total of all its pages. */
export type ListPage = { total: number; jobs: Job[] };

export type History = {
  add: (jobs: Job[]) => void;
  find: (id: string) => Job | undefined;
  remove: (id: string) => void;
  page: (filter: Filter, offset: number, limit: number) => ListPage;
};

const empty: ComputedPast = {
  size: 0,
  at: () => {
    throw new RangeError('no computed jobs');
  },
  find: () => undefined,
  within: () => [0, 0],
};

export function createHistory(past: ComputedPast = empty): History {
  const recent: Job[] = [];
  const byId = new Map<string, Job>();
  const removed = new Set<string>();
  const cache = new Map<string, readonly number[]>();

  const at = (index: number): Job => {
    if (index < past.size) return past.at(index);
    const job = recent[index - past.size];
    if (job === undefined) throw new RangeError(`no finished job ${index}`);
    return job;
  };

  const indexes = (filter: Filter): readonly number[] => {
    const cached = cache.get(filter.key);
    if (cached !== undefined) return cached;
    const { from = -Infinity, to = Infinity, matches = () => true } = filter;
    const [first, last] = past.within(from, to);
    const matching: number[] = [];
    const check = (index: number) => {
      const job = at(index);
      if (!removed.has(job.id) && matches(job)) matching.push(index);
    };
    for (let index = first; index < last; index += 1) check(index);
    for (let index = past.size; index < past.size + recent.length; index += 1) check(index);
    const ordered = inOrder(matching, filter.order, at);
    if (cache.size > 100) cache.clear();
    cache.set(filter.key, ordered);
    return ordered;
  };

  return {
    add: (jobs) => {
      if (jobs.length === 0) return;
      const last = recent.at(-1)?.ended ?? -Infinity;
      recent.push(...jobs);
      for (const job of jobs) byId.set(job.id, job);
      if (jobs.length > 1 || (jobs[0]?.ended ?? 0) <= last) recent.sort(byEnd);
      cache.clear();
    },
    find: (id) => (removed.has(id) ? undefined : (byId.get(id) ?? past.find(id))),
    remove: (id) => {
      removed.add(id);
      cache.clear();
    },
    page: (filter, offset, limit) => {
      const isUnfiltered = filter.matches === undefined && removed.size === 0;
      const newest = filter.order === 'newest-first';
      if (isUnfiltered && (newest || filter.order === 'oldest-first')) {
        const total = past.size + recent.length;
        const count = Math.max(0, Math.min(limit, total - offset));
        const indexOf = (nth: number) => (newest ? total - 1 - offset - nth : offset + nth);
        return { total, jobs: Array.from({ length: count }, (_, nth) => at(indexOf(nth))) };
      }
      const all = indexes(filter);
      return { total: all.length, jobs: all.slice(offset, offset + limit).map(at) };
    },
  };
}

/** Of jobs that ended at once by their ids, so that no look at the world changes their order. */
function byEnd(a: Job, b: Job): number {
  return a.ended - b.ended || idRank(a.id) - idRank(b.id);
}

function inOrder(indexes: number[], order: Order, at: (index: number) => Job): number[] {
  switch (order) {
    case 'oldest-first':
      return indexes;
    case 'newest-first':
      return indexes.toReversed();
    case 'by-id':
    case 'shuffled': {
      const keyed = indexes.map((index) => {
        const { id } = at(index);
        return { index, key: order === 'by-id' ? idRank(id) : shuffledRank(id) };
      });
      return keyed.toSorted((a, b) => a.key - b.key).map(({ index }) => index);
    }
  }
}

/** Sort key by id; ids that are not numbers come first. */
export function idRank(id: string): number {
  return /^\d+$/.test(id) ? Number(id) : -1;
}

/** A fixed sort key that is unrelated to time and id. */
export function shuffledRank(id: string): number {
  return hashOf(id);
}
