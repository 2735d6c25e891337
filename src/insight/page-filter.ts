import type { Overview } from './overview.ts';
/** What narrows the jobs of a whole page: words of their titles, and who created them. */
import { wordTest } from './status/title-search.ts';

export type PageFilter = {
  /** Words in any order; spaces alone are none. */
  title: string;
  /** A user's id; empty for anyone. */
  by: string;
};

type Filtered = { title: string; createdBy?: string | undefined };

export function isFiltering({ title, by }: PageFilter): boolean {
  return title.trim() !== '' || by !== '';
}

/** The jobs that match; the same array where nothing is filtered. */
export function narrowed<T extends Filtered>(jobs: readonly T[], filter: PageFilter): readonly T[] {
  return isFiltering(filter) ? matches(jobs, filter) : jobs;
}

/** Each set with the jobs that match: no job is in another set than before. */
export function narrowedSets(sets: Overview, filter: PageFilter): Overview {
  if (!isFiltering(filter)) return sets;
  const { running, queued, scheduled, overdue, long, stuck, failed, unknown, ended } = sets;
  return {
    running: matches(running, filter),
    queued: matches(queued, filter),
    scheduled: matches(scheduled, filter),
    overdue: matches(overdue, filter),
    long: matches(long, filter),
    stuck: matches(stuck, filter),
    failed: matches(failed, filter),
    unknown: matches(unknown, filter),
    ended: matches(ended, filter),
  };
}

function matches<T extends Filtered>(jobs: readonly T[], { title, by }: PageFilter): T[] {
  const known = new Map<string, boolean>(); // titles repeat, and folding one takes a while
  const test = wordTest(title);
  return jobs.filter((job) => {
    if (by !== '' && job.createdBy !== by) return false;
    const fits = known.get(job.title) ?? test(job.title);
    known.set(job.title, fits);
    return fits;
  });
}
