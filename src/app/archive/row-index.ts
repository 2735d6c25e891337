/** The archive's rows in memory: each id once, as it was read last. */
import { instant, type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import type { LazyJobs } from '../jobs/lazy-jobs.ts';
import { createAnswered, lazyRows, type Source } from './row-sources.ts';
import { storedJobs, type StoredRows } from './stored-rows.ts';

export type RowIndex = {
  /** All rows; the same object until something changes. */
  lazyJobs: () => LazyJobs;
  /** The same as an array, for which all of them are made. */
  jobs: () => readonly Job[];
  size: () => number;
  has: (id: string) => boolean;
  /** Adds or replaces rows of an answer; returns those that are new or have changed. */
  put: (jobs: readonly Job[], answeredAt: Instant) => Job[];
  /** The same with rows that an earlier session has stored. They are made when they are asked for. */
  load: (rows: StoredRows) => void;
  /** Rows that no answer since then has shown. */
  notSeenSince: (moment: Instant) => Job[];
  /** An answer older than `answeredAt` does not bring these back. */
  remove: (ids: readonly string[], answeredAt: Instant) => void;
  clear: () => void;
  /** When the answer came that brought the latest new row. */
  lastGrownAt: () => Instant;
};

/** Stands for the time of rows that were stored by an earlier session. */
export const epoch = instant(0);

export function createRowIndex(): RowIndex {
  const positions = new Map<string, number>();
  const removedMs = new Map<string, number>();
  /** Of answers. Only added to, as earlier lists of all rows refer to it. */
  let answered = createAnswered();
  let sources: Source[] = [];
  let places: number[] = [];
  let seenMs: number[] = [];
  let lastGrownAt = epoch;
  let snapshot: LazyJobs | undefined;
  /** Whoever has asked for all rows asks again as more are loaded: they are not made all at once then. */
  let areAllWanted = false;

  function jobAt(position: number): Job | undefined {
    return sources[position]?.at(places[position] ?? 0);
  }

  function isLate(id: string, at: number): boolean {
    return removedMs.size > 0 && at < (removedMs.get(id) ?? at);
  }

  function append(id: string, source: Source, place: number): void {
    positions.set(id, sources.length);
    sources.push(source);
    places.push(place);
  }

  function putOne(job: Job, answeredAt: Instant, at: number): boolean {
    const position = positions.get(job.id);
    const known = position === undefined ? undefined : jobAt(position);
    if (position === undefined || known === undefined) {
      if (isLate(job.id, at)) return false;
      append(job.id, answered, answered.add(job));
      seenMs.push(at);
      if (answeredAt > lastGrownAt) lastGrownAt = answeredAt;
      return true;
    }
    // An answer that was cached for a while must not undo a newer one.
    if (at < (seenMs[position] ?? 0)) return false;
    seenMs[position] = at;
    if (isSame(known, job)) return false;
    [sources[position], places[position]] = [answered, answered.add(job)];
    return true;
  }

  function put(jobs: readonly Job[], answeredAt: Instant): Job[] {
    const at = milliseconds(answeredAt);
    const changed = jobs.filter((job) => putOne(job, answeredAt, at));
    if (changed.length > 0) snapshot = undefined;
    return changed;
  }

  function load(rows: StoredRows): void {
    const source = storedJobs(rows);
    // By index, as iterators take ten times as long until the browser has compiled this.
    for (let place = 0; place < rows.id.length; place += 1) {
      const id = rows.id[place];
      if (id === undefined || isLate(id, 0)) continue;
      if (positions.has(id)) {
        const job = source.at(place);
        if (job !== undefined) put([job], epoch);
        continue;
      }
      append(id, source, place);
      seenMs.push(0);
      if (areAllWanted) source.at(place);
      snapshot = undefined;
    }
  }

  function remove(ids: readonly string[], answeredAt: Instant): void {
    const removed = new Set<string | undefined>(ids);
    for (const id of ids) removedMs.set(id, milliseconds(answeredAt));
    const remains = sources.map(
      (source, position) => !removed.has(source.glance(places[position] ?? 0)?.id),
    );
    sources = sources.filter((_, position) => remains[position]);
    places = places.filter((_, position) => remains[position]);
    seenMs = seenMs.filter((_, position) => remains[position]);
    positions.clear();
    for (const [position, source] of sources.entries()) {
      const id = source.glance(places[position] ?? 0)?.id;
      if (id !== undefined) positions.set(id, position);
    }
    snapshot = undefined;
  }

  function lazyJobs(): LazyJobs {
    return (snapshot ??= lazyRows({
      sources: sources.slice(),
      places: places.slice(),
      onAll: () => (areAllWanted = true),
    }));
  }

  return {
    lazyJobs,
    jobs: () => lazyJobs().all(),
    size: () => sources.length,
    has: (id) => positions.has(id),
    put,
    load,
    notSeenSince: (moment) => {
      const momentMs = milliseconds(moment);
      return lazyJobs()
        .all()
        .filter((_, position) => (seenMs[position] ?? 0) < momentMs);
    },
    remove,
    clear: () => {
      positions.clear();
      removedMs.clear();
      [sources, places, seenMs, lastGrownAt, snapshot] = [[], [], [], epoch, undefined];
      answered = createAnswered();
    },
    lastGrownAt: () => lastGrownAt,
  };
}

function isSame(a: Job, b: Job): boolean {
  return (
    a.status === b.status &&
    a.end === b.end &&
    a.start === b.start &&
    a.modified === b.modified &&
    a.title === b.title &&
    a.created === b.created &&
    a.createdBy === b.createdBy &&
    a.modifiedBy === b.modifiedBy
  );
}
