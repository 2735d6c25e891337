/** For tests: jobs as the two lists contain them. */
import * as v from 'valibot';

import { jobId } from '#contract/field.ts';
import { instant, type Instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** What Vault's clock says in these tests. */
export const now = Date.UTC(2026, 10, 24, 10, 0, 0);

/** The instant this many milliseconds from now; before now, if negative. */
export function at(ms: number): Instant {
  return instant(now + ms);
}

type Fields = Partial<Omit<Job, 'id'>> & { id?: string | number };

export function job({ id = 1, ...fields }: Fields = {}): Job {
  return {
    id: v.parse(jobId, id),
    title: 'Nightly export',
    status: 'RUNNING',
    createdBy: undefined,
    created: undefined,
    modifiedBy: undefined,
    modified: undefined,
    start: undefined,
    end: undefined,
    ...fields,
  };
}

/** A successful run that ended this many milliseconds ago. */
export function run(id: number, endedAgo: number, took: number): Job {
  return job({ id, status: 'SUCCESS', start: at(-endedAgo - took), end: at(-endedAgo) });
}
