/** Finds a finished job in Vault's lists, which alone know its title (docs/vault-api.md §1a). */
import { queryOptions } from '@tanstack/react-query';

import { instant, type Instant, milliseconds, parameter } from '#contract/instant.ts';
import { histories, type Job, type JobDetail } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';

import { call } from './call.ts';

/**
 * One call around the moment it was created, as that is the date which the filter most likely
 * tests; where it isn't there, around its start and its end (docs/vault-api.md §2). Null where none
 * has it.
 */
export const findInListsQuery = (job: JobDetail | undefined) =>
  queryOptions({
    // Not one call's input: up to three calls, each around another date.
    queryKey: [histories.path, { around: job?.id }],
    queryFn: async ({ signal }): Promise<Job | null> => {
      const moments = new Set([job?.created, job?.start, job?.end]);
      for (const moment of moments) {
        if (moment === undefined) continue;
        const { data } = await call(
          histories,
          { limit: longestPage, ...around(moment) },
          { signal },
        );
        const found = data.jobs.find(({ id }) => id === job?.id);
        if (found !== undefined) return found;
      }
      return null;
    },
    staleTime: Infinity,
    retry: false,
  });

/** Parameters have no parts of a second: a second to either side loses nothing. */
function around(moment: Instant) {
  return {
    start_date: parameter(instant(milliseconds(moment) - 1_000)),
    end_date: parameter(instant(milliseconds(moment) + 1_000)),
  };
}
