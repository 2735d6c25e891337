/** A page of finished jobs, filtered by Vault itself. */
import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';

import type { Answer } from '#contract/client.ts';
import type { Input } from '#contract/endpoint.ts';
import { parameter } from '#contract/instant.ts';
import { histories, type Job } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';
import { historyStatuses } from '#contract/status.ts';
import type { Bounds } from '#insight/time/range.ts';

import { call } from '../../queries/call.ts';
import { type JobList, type JobsPage, recentHistoriesQuery, sharedMs } from '../../queries/jobs.ts';
import { live } from '../../queries/live.ts';
import { nextPoll, type PollInfo } from '../../queries/polling.ts';
import { keyOf } from '../../queries/query.ts';
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

export type HistoryPage = PollInfo & {
  jobs: readonly Job[];
  /** Of these rows, which stay on screen until another page has arrived. */
  offset: number;
  pageNumber: number;
  total: number | undefined;
  /** Whether Vault says that another page follows. */
  hasNext: boolean;
  /** Rows that take a place on Vault's page and can't be shown: what follows is counted by places. */
  unreadable: number;
};

/**
 * What lies within the newest jobs is a part of their list, which is polled with each page that
 * lives on lists: it costs Vault no call, and nobody waits for it.
 */
export const historyPageQuery = (query: HistoryQuery, cache: QueryClient) =>
  queryOptions({
    queryKey: keyOf(histories, query),
    queryFn: async ({ signal }): Promise<HistoryPage> => {
      const newest = isOfNewest(query) ? await cache.fetchQuery(recentHistoriesQuery) : undefined;
      return pageOfNewest(newest, query) ?? pageOf(await call(histories, query, { signal }), query);
    },
    initialData: () => pageOfNewest(cache.getQueryData(recentHistoriesQuery.queryKey), query),
    initialDataUpdatedAt: () => cache.getQueryState(recentHistoriesQuery.queryKey)?.dataUpdatedAt,
    staleTime: sharedMs,
    refetchInterval: nextPoll,
    placeholderData: keepPreviousData,
    meta: live,
  });

function pageOf(answer: Answer<JobsPage>, query: HistoryQuery): HistoryPage {
  const { data, asOf, budget, delayMs, warnings } = answer;
  return {
    jobs: data.jobs,
    total: data.page.total,
    hasNext: data.page.next !== undefined,
    unreadable: data.unreadable + data.repeated,
    ...placeOf(query),
    warnings,
    asOf,
    budget,
    delayMs,
    hasActiveJobs: false,
  };
}

function placeOf({ offset = 0, limit = longestPage }: HistoryQuery) {
  return { offset, pageNumber: Math.floor(offset / limit) + 1 };
}

function isOfNewest({ limit, offset, ...filters }: HistoryQuery): boolean {
  if (limit === undefined || Object.keys(filters).length > 0) return false;
  return (offset ?? 0) + limit <= longestPage;
}

/** Undefined where the newest jobs don't say for certain what is on the page. */
export function pageOfNewest(
  newest: JobList | undefined,
  query: HistoryQuery,
): HistoryPage | undefined {
  if (newest === undefined || !isOfNewest(query)) return undefined;
  const { jobs, total, unreadable, repeated, asOf, budget, delayMs, warnings } = newest;
  // Vault counts those by places too, and the list doesn't say which places they were.
  if (unreadable + repeated > 0) return undefined;
  const { offset, pageNumber } = placeOf(query);
  const end = offset + (query.limit ?? longestPage);
  const isWhole = total === jobs.length && jobs.length < longestPage;
  if (end >= jobs.length && !isWhole) return undefined;
  return {
    jobs: jobs.slice(offset, end),
    offset,
    pageNumber,
    total,
    hasNext: end < jobs.length,
    unreadable: 0,
    warnings,
    asOf,
    budget,
    delayMs,
    hasActiveJobs: false,
  };
}
