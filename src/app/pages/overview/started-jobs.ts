/** Jobs that the viewer has started from the page, which keep their rows. */
import type { Job } from '#contract/jobs.ts';
import type { Session } from '#contract/session.ts';

/** A job as it was when its start was sent. */
export type Started = Job & { wasOverdue: boolean };

export type ForScheduled = {
  latest: (id: string) => Job | undefined;
  zone: string;
  session: Session;
  /** Vault has refused this viewer a start for want of a right. */
  denied: boolean;
  /** Ids of jobs that this viewer has started. */
  followed: ReadonlySet<string>;
  /** A dialog is open over the rows. */
  hold: boolean;
  onStart: (job: Job) => void;
};

/** Started jobs stay among the scheduled ones, at the place of their plan, until the page is left. */
export function withFollowed(scheduled: Job[], followed: readonly Started[]): Job[] {
  const ids = new Set(scheduled.map(({ id }) => id));
  return [...scheduled, ...followed.filter(({ id }) => !ids.has(id))].toSorted((a, b) => {
    const [left, right] = [a.start ?? '9', b.start ?? '9'];
    if (left === right) return 0;
    return left < right ? -1 : 1;
  });
}
