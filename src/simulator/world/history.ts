/** Finished jobs: kept in order of their end, filtered and paged as Vault does. */
import type { Job } from './job.ts';
import { reasonOf } from './random.ts';

/**
 * Finished jobs that are worked out when asked for, in order of their end: so a million of them
 * cost nothing.
 */
export type Past = {
  size: number;
  at: (index: number) => Job;
  find: (id: string) => Job | undefined;
  /** From and up to, not including, which index jobs may have a date within these moments. */
  within: (from: number, to: number) => readonly [number, number];
};

export type Order = 'newest-first' | 'oldest-first' | 'by-id' | 'shuffled';

export type Filter = {
  /** Whether a job is among what was asked for; undefined keeps all. */
  keeps?: (job: Job) => boolean;
  /** Moments outside of which no job has to be looked at. */
  from?: number;
  to?: number;
  /** Names what `keeps` does, so that the pages of one list are found once. */
  key: string;
  order: Order;
};

/** A part of a list, and the size of the whole. */
export type Cut = { total: number; jobs: Job[] };

export type History = {
  add: (jobs: Job[]) => void;
  find: (id: string) => Job | undefined;
  remove: (id: string) => void;
  cut: (filter: Filter, offset: number, limit: number) => Cut;
};

const empty: Past = {
  size: 0,
  at: () => {
    throw new RangeError('there is no past');
  },
  find: () => undefined,
  within: () => [0, 0],
};

export function history(past: Past = empty): History {
  const recent: Job[] = [];
  const byId = new Map<string, Job>();
  const gone = new Set<string>();
  const found = new Map<string, readonly number[]>();

  const at = (index: number): Job => {
    if (index < past.size) return past.at(index);
    const job = recent[index - past.size];
    if (job === undefined) throw new RangeError(`no finished job ${index}`);
    return job;
  };

  const indexes = (filter: Filter): readonly number[] => {
    const known = found.get(filter.key);
    if (known !== undefined) return known;
    const { from = -Infinity, to = Infinity, keeps = () => true } = filter;
    const [first, last] = past.within(from, to);
    const matching: number[] = [];
    const take = (index: number) => {
      const job = at(index);
      if (!gone.has(job.id) && keeps(job)) matching.push(index);
    };
    for (let index = first; index < last; index += 1) take(index);
    for (let index = past.size; index < past.size + recent.length; index += 1) take(index);
    const ordered = inOrder(matching, filter.order, at);
    if (found.size > 100) found.clear();
    found.set(filter.key, ordered);
    return ordered;
  };

  return {
    add: (jobs) => {
      if (jobs.length === 0) return;
      const last = recent.at(-1)?.ended ?? -Infinity;
      recent.push(...jobs);
      for (const job of jobs) byId.set(job.id, job);
      if (jobs.length > 1 || (jobs[0]?.ended ?? 0) < last) recent.sort((a, b) => a.ended - b.ended);
      found.clear();
    },
    find: (id) => (gone.has(id) ? undefined : (byId.get(id) ?? past.find(id))),
    remove: (id) => {
      gone.add(id);
      found.clear();
    },
    cut: (filter, offset, limit) => {
      const plain = filter.keeps === undefined && gone.size === 0;
      const newest = filter.order === 'newest-first';
      if (plain && (newest || filter.order === 'oldest-first')) {
        const total = past.size + recent.length;
        const count = Math.max(0, Math.min(limit, total - offset));
        const place = (nth: number) => (newest ? total - 1 - offset - nth : offset + nth);
        return { total, jobs: Array.from({ length: count }, (_, nth) => at(place(nth))) };
      }
      const all = indexes(filter);
      return { total: all.length, jobs: all.slice(offset, offset + limit).map(at) };
    },
  };
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
        return { index, key: order === 'by-id' ? idRank(id) : scattered(id) };
      });
      return keyed.toSorted((a, b) => a.key - b.key).map(({ index }) => index);
    }
  }
}

/** Place by id; what is no number comes first. */
export function idRank(id: string): number {
  return /^\d+$/.test(id) ? Number(id) : -1;
}

/** A fixed place that has nothing to do with time or id. */
export function scattered(id: string): number {
  return reasonOf(id);
}
