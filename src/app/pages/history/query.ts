/** A page of finished jobs as Vault itself gives it. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import type { Input } from '#contract/endpoint.ts';
import { instant, milliseconds, parameter } from '#contract/instant.ts';
import { histories } from '#contract/jobs.ts';
import { historyStatuses } from '#contract/status.ts';

import { call } from '../../queries/call.ts';
import { live } from '../../queries/live.ts';
import { nextPoll } from '../../queries/polling.ts';
import { bounds } from '../../time/range.ts';
import { rangeOf } from './filter.ts';
import { defaults, type HistorySearch } from './search.ts';

export type Asked = Input<typeof histories>;

/**
 * What Vault can be asked of a search, or undefined where it can't: it knows one status, one range
 * of a date nobody has documented, and neither search nor sort (docs/vault-api.md §1, §2).
 */
export function askable(search: HistorySearch, zone: string, now: number): Asked | undefined {
  const { title, not, by, longer, shorter, sort, status, page, size } = search;
  const [only] = status;
  const known = historyStatuses.find((one) => one === only?.toLowerCase());
  if (title.trim() !== '' || not.length > 0 || by !== '' || sort !== defaults.sort)
    return undefined;
  if (longer !== undefined || shorter !== undefined) return undefined;
  if (status.length > 1 || (only !== undefined && known === undefined)) return undefined;
  const { from, to } = bounds(rangeOf(search), zone, now);
  return {
    limit: size,
    offset: (page - 1) * size,
    ...(known !== undefined && { status: known }),
    ...(from !== undefined && { start_date: parameter(from) }),
    // Vault's end belongs to the range and ours doesn't: it is the last second before.
    ...(to !== undefined && { end_date: parameter(instant(milliseconds(to) - 1)) }),
  };
}

export const historyPageQuery = (asked: Asked) =>
  queryOptions({
    queryKey: [histories.path, asked],
    queryFn: async ({ signal }) => {
      const answer = await call(histories, asked, { signal });
      return {
        ...answer.data,
        asOf: answer.asOf,
        budget: answer.budget,
        delayMs: answer.delayMs,
        lively: false,
      };
    },
    refetchInterval: nextPoll,
    placeholderData: keepPreviousData,
    meta: live,
  });
