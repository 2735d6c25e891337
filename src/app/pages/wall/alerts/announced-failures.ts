/** Which failures a wall has announced already, so that each is announced once and none is lost. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import * as z from '#contract/zod.ts';

import { finishedAt } from '../../../insight/job-times.ts';

export const announced = z.object({
  /** When the wall was opened: what ended before is no news. On Vault's clock, as all here. */
  since: z.number(),
  /** Whether all failures of a day have been seen: a job without an end is news only after that. */
  whole: z.boolean(),
  /** Old failures too. */
  known: z.array(z.object({ id: z.string(), endedAt: z.number() })),
  /** What ended until then may have been forgotten, and is never announced. */
  forgotten: z.number(),
});

export type Announced = z.output<typeof announced>;

/** Far more than the failures of a day that Vault's lists can hold, and still no burden to store. */
const mostKnown = 2_000;
/** How far two clocks may disagree without being told. */
const doubtMs = 2_500;

type Seen = {
  failed: readonly Job[];
  /** Whether `failed` is sure to be all of the last day. */
  whole: boolean;
};

/** A wall that opens at this moment, on Vault's clock: all that it finds is old. */
export function opening(seen: Seen, now: number): Announced {
  return remember({ since: now - doubtMs, whole: false, known: [], forgotten: 0 }, seen);
}

/** The failures that are news, newest first. To be followed by `remember`. */
export function news({ since, whole, known, forgotten }: Announced, { failed }: Seen): Job[] {
  const ids = new Set(known.map(({ id }) => id));
  return failed
    .filter((job) => {
      if (ids.has(job.id) || endOf(job) <= forgotten) return false;
      return job.end === undefined ? whole : endOf(job) > since;
    })
    .toSorted((a, b) => endOf(b) - endOf(a));
}

export function remember(before: Announced, { failed, whole }: Seen): Announced {
  const ids = new Set(before.known.map(({ id }) => id));
  const more = failed.filter(({ id }) => !ids.has(id));
  if (more.length === 0 && (before.whole || !whole)) return before;
  const newestFirst = [
    ...before.known,
    ...more.map((job) => ({ id: job.id, endedAt: endOf(job) })),
  ].toSorted((a, b) => b.endedAt - a.endedAt);
  return {
    since: before.since,
    whole: before.whole || whole,
    known: newestFirst.slice(0, mostKnown),
    forgotten: newestFirst[mostKnown]?.endedAt ?? before.forgotten,
  };
}

function endOf(job: Job): number {
  const at = finishedAt(job);
  return at === undefined ? 0 : milliseconds(at);
}
