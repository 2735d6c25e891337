/** The archive's rows in memory: each id once, as it was read last. */
import { instant, type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

export type Shelf = {
  /** The rows now; the same array until something changes, never changed itself. */
  jobs: () => readonly Job[];
  size: () => number;
  has: (id: string) => boolean;
  /** Takes rows over; gives back those that are new, or no longer as they were. */
  put: (jobs: readonly Job[], seen: Instant) => Job[];
  /** Of the rows, those that no answer has held since. */
  notSeenSince: (moment: Instant) => Job[];
  /** As an answer told at that moment; what was told before doesn't bring them back. */
  remove: (ids: readonly string[], told: Instant) => void;
  /** When the latest row that was new came. */
  grown: () => Instant;
};

/** Stands for rows that were kept by an earlier session. */
export const longAgo = instant(0);

export function shelf(): Shelf {
  const places = new Map<string, number>();
  const removedMs = new Map<string, number>();
  let rows: Job[] = [];
  let seenMs: number[] = [];
  let grown = longAgo;
  let shown: readonly Job[] | undefined;

  function put(jobs: readonly Job[], seen: Instant): Job[] {
    const at = milliseconds(seen);
    const changed = jobs.filter((job) => {
      const place = places.get(job.id);
      const known = place === undefined ? undefined : rows[place];
      if (place === undefined || known === undefined) {
        if (at < (removedMs.get(job.id) ?? at)) return false;
        places.set(job.id, rows.length);
        rows.push(job);
        seenMs.push(at);
        if (seen > grown) grown = seen;
        return true;
      }
      // An answer that was kept for a while must not undo a newer one.
      if (at < (seenMs[place] ?? 0)) return false;
      seenMs[place] = at;
      if (isSame(known, job)) return false;
      rows[place] = job;
      return true;
    });
    if (changed.length > 0) shown = undefined;
    return changed;
  }

  function remove(ids: readonly string[], told: Instant): void {
    const gone = new Set(ids);
    for (const id of ids) removedMs.set(id, milliseconds(told));
    const stays = rows.map(({ id }) => !gone.has(id));
    rows = rows.filter((_, place) => stays[place]);
    seenMs = seenMs.filter((_, place) => stays[place]);
    places.clear();
    for (const [place, { id }] of rows.entries()) places.set(id, place);
    shown = undefined;
  }

  return {
    jobs: () => (shown ??= rows.slice()),
    size: () => rows.length,
    has: (id) => places.has(id),
    put,
    notSeenSince: (moment) => {
      const since = milliseconds(moment);
      return rows.filter((_, place) => (seenMs[place] ?? 0) < since);
    },
    remove,
    grown: () => grown,
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
