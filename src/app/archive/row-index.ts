/** The archive's rows in memory: each id once, as it was read last. */
import { instant, type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

export type RowIndex = {
  /** All rows; the same array until something changes, and never mutated. */
  jobs: () => readonly Job[];
  size: () => number;
  has: (id: string) => boolean;
  /** Adds or replaces rows of an answer; returns those that are new or have changed. */
  put: (jobs: readonly Job[], answeredAt: Instant) => Job[];
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
  let rows: Job[] = [];
  let seenMs: number[] = [];
  let lastGrownAt = epoch;
  let snapshot: readonly Job[] | undefined;

  function put(jobs: readonly Job[], answeredAt: Instant): Job[] {
    const at = milliseconds(answeredAt);
    const changed = jobs.filter((job) => {
      const position = positions.get(job.id);
      const known = position === undefined ? undefined : rows[position];
      if (position === undefined || known === undefined) {
        if (removedMs.size > 0 && at < (removedMs.get(job.id) ?? at)) return false;
        positions.set(job.id, rows.length);
        rows.push(job);
        seenMs.push(at);
        if (answeredAt > lastGrownAt) lastGrownAt = answeredAt;
        return true;
      }
      // An answer that was cached for a while must not undo a newer one.
      if (at < (seenMs[position] ?? 0)) return false;
      seenMs[position] = at;
      if (isSame(known, job)) return false;
      rows[position] = job;
      return true;
    });
    if (changed.length > 0) snapshot = undefined;
    return changed;
  }

  function remove(ids: readonly string[], answeredAt: Instant): void {
    const removed = new Set(ids);
    for (const id of ids) removedMs.set(id, milliseconds(answeredAt));
    const remains = rows.map(({ id }) => !removed.has(id));
    rows = rows.filter((_, position) => remains[position]);
    seenMs = seenMs.filter((_, position) => remains[position]);
    positions.clear();
    for (const [position, { id }] of rows.entries()) positions.set(id, position);
    snapshot = undefined;
  }

  return {
    jobs: () => (snapshot ??= rows.slice()),
    size: () => rows.length,
    has: (id) => positions.has(id),
    put,
    notSeenSince: (moment) => {
      const momentMs = milliseconds(moment);
      return rows.filter((_, position) => (seenMs[position] ?? 0) < momentMs);
    },
    remove,
    clear: () => {
      positions.clear();
      removedMs.clear();
      [rows, seenMs, lastGrownAt, snapshot] = [[], [], epoch, undefined];
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
