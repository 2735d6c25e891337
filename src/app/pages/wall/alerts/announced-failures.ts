/** Which failures a wall has announced, so that each is announced once and none is missed. */
import * as v from 'valibot';

import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { overAt } from '#insight/job-times.ts';

import { listOf, number } from '../../../stored.ts';

/** Times are on Vault's clock. */
export const announcedFailures = v.object({
  /** When the wall was opened: earlier failures are not announced. */
  since: number,
  /**
   * Whether all failures of a day have been seen once: before that, a job without an end may be an
   * old one.
   */
  whole: v.boolean(),
  /** The failures seen, including those before `since`. */
  seen: listOf(v.object({ id: v.string(), endedAt: number })),
  /** Failures that ended before this may have been dropped from `seen`, and are never announced. */
  droppedUntil: number,
});

export type AnnouncedFailures = v.InferOutput<typeof announcedFailures>;

/** Far more than the failures of a day in Vault's lists, and still little to store. */
export const maxSeen = 2_000;
/** How far two clocks may differ without being noticed. */
const clockToleranceMs = 2_500;

export type SeenFailures = {
  failed: readonly Job[];
  /** Whether `failed` is sure to be all of the last day. */
  whole: boolean;
};

/** For a wall that is opened now: none of these failures is new. */
export function startWith(found: SeenFailures, now: number): AnnouncedFailures {
  const empty = { since: now - clockToleranceMs, whole: false, seen: [], droppedUntil: 0 };
  return withSeen(empty, found);
}

/** The failures to announce, newest first. Call `withSeen` afterwards. */
export function newFailures(
  { since, whole, seen, droppedUntil }: AnnouncedFailures,
  { failed }: SeenFailures,
): Job[] {
  const ids = new Set(seen.map(({ id }) => id));
  return failed
    .filter((job) => {
      if (ids.has(job.id) || endOf(job) <= droppedUntil) return false;
      return job.end === undefined ? whole : endOf(job) > since;
    })
    .toSorted((a, b) => endOf(b) - endOf(a));
}

/** The same object where there is nothing new, so that nothing is stored. */
export function withSeen(
  before: AnnouncedFailures,
  { failed, whole }: SeenFailures,
): AnnouncedFailures {
  const ids = new Set(before.seen.map(({ id }) => id));
  const more = failed.filter(({ id }) => !ids.has(id));
  if (more.length === 0 && (before.whole || !whole)) return before;
  const newestFirst = [
    ...before.seen,
    ...more.map((job) => ({ id: job.id, endedAt: endOf(job) })),
  ].toSorted((a, b) => b.endedAt - a.endedAt);
  return {
    since: before.since,
    whole: before.whole || whole,
    seen: newestFirst.slice(0, maxSeen),
    droppedUntil: newestFirst[maxSeen]?.endedAt ?? before.droppedUntil,
  };
}

function endOf(job: Job): number {
  const at = overAt(job);
  return at === undefined ? 0 : milliseconds(at);
}
