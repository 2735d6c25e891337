/** Which titles, statuses and creators there are and how often: what filters suggest. */
import type { Job } from '#contract/jobs.ts';

type Counted = readonly (readonly [string, number])[];

export type Facets = { titles: Counted; statuses: ReadonlyMap<string, number>; creators: Counted };

/** More are no help to somebody who types. */
const mostTitles = 200;

const cached = new WeakMap<readonly Job[], Facets>();

/** Most frequent first. Counted once for each list of jobs. */
export function facets(jobs: readonly Job[]): Facets {
  const before = cached.get(jobs);
  if (before !== undefined) return before;
  const made = {
    titles: frequent(counts(jobs, ({ title }) => title)).slice(0, mostTitles),
    statuses: counts(jobs, ({ status }) => status.toUpperCase()),
    creators: frequent(counts(jobs, ({ createdBy }) => createdBy ?? '')),
  };
  cached.set(jobs, made);
  return made;
}

function counts(jobs: readonly Job[], read: (job: Job) => string): Map<string, number> {
  const found = new Map<string, number>();
  for (const job of jobs) {
    const value = read(job);
    if (value !== '') found.set(value, (found.get(value) ?? 0) + 1);
  }
  return found;
}

function frequent(found: Map<string, number>): Counted {
  return [...found].toSorted(([, a], [, b]) => b - a);
}
