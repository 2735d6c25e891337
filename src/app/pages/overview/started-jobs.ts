/** Jobs that the viewer has started from the overview, whose rows stay where they were. */
import type { Job } from '#contract/jobs.ts';

/** A job as it was when its start was sent. */
export type StartedJob = Job & { wasOverdue: boolean };

/** Started jobs stay among the scheduled ones, sorted by their plan, until the page is left. */
export function withStarted(scheduled: Job[], started: readonly StartedJob[]): Job[] {
  const ids = new Set(scheduled.map(({ id }) => id));
  return [...scheduled, ...started.filter(({ id }) => !ids.has(id))].toSorted((a, b) => {
    const [left, right] = [a.start ?? '9', b.start ?? '9'];
    if (left === right) return 0;
    return left < right ? -1 : 1;
  });
}
