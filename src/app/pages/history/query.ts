/** A page of finished jobs, filtered by Vault itself. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

import type { Input } from '#contract/endpoint.ts';
import { parameter } from '#contract/instant.ts';
import { histories } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';
import { historyStatuses } from '#contract/status.ts';

import { live } from '../../queries/live.ts';
import { nextPoll } from '../../queries/polling.ts';
import { queryOf } from '../../queries/query.ts';
import type { Bounds } from '../../time/range.ts';
import { defaults, type HistorySearch, needsOwnFilter } from './search.ts';

export type HistoryQuery = Input<typeof histories>;

/**
 * A search as Vault's parameters, or undefined where it has none for it: Vault filters by one status
 * and by one range of a date that is not documented, and can't search titles or sort
 * (docs/vault-api.md §1, §2).
 */
export function vaultQuery(search: HistorySearch, { from, to }: Bounds): HistoryQuery | undefined {
  const { sort, status, page, size } = search;
  const [only] = status;
  const filtered = historyStatuses.find((one) => one === only?.toLowerCase());
  if (needsOwnFilter(search) || sort !== defaults.sort) return undefined;
  if (status.length > 1 || (only !== undefined && filtered === undefined)) return undefined;
  return {
    limit: size,
    offset: (page - 1) * size,
    ...(filtered !== undefined && { status: filtered }),
    ...(from !== undefined && { start_date: parameter(from) }),
    // Vault's range includes its end, ours doesn't. To ask up to the second before would lose rows of
    // that second (docs/vault-api.md §7); the page says that rows may lie outside of the range.
    ...(to !== undefined && { end_date: parameter(to) }),
  };
}

export const historyPageQuery = (query: HistoryQuery) =>
  queryOptions({
    ...queryOf(histories, query, ({ data, asOf, budget, delayMs, warnings }) => ({
      ...data,
      // Of these rows, which stay on screen until another page has arrived.
      offset: query.offset ?? 0,
      pageNumber: Math.floor((query.offset ?? 0) / (query.limit ?? longestPage)) + 1,
      // Either takes a place on Vault's page and has no row here: what follows is counted by places.
      unreadable: data.unreadable + data.repeated,
      warnings,
      asOf,
      budget,
      delayMs,
      hasActiveJobs: false,
    })),
    refetchInterval: nextPoll,
    placeholderData: keepPreviousData,
    meta: live,
  });
