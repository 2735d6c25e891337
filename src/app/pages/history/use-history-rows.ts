/** The rows that History shows for a search, how many there are, and how complete that is. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';

import type { Job } from '#contract/jobs.ts';
import { type Bounds, bounds } from '#insight/time/range.ts';

import type { Archive } from '../../archive/archive.ts';
import type { Coverage } from '../../archive/crawl/coverage.ts';
import { useArchive } from '../../archive/use-archive.ts';
import { useTicking } from '../../components/use-ticking.ts';
import { type LazyJobs, noJobs } from '../../jobs/lazy-jobs.ts';
import { isDrawn } from '../../queries/inlined-answers.ts';
import { monitorsQuery, recentHistoriesQuery } from '../../queries/jobs.ts';
import { vaultNow } from '../../time/clock.ts';
import { allOf, type Found, matching, ordered, orderedPage } from './filter.ts';
import { type HistoryPage, historyPageQuery, vaultQuery } from './query.ts';
import { type HistorySearch, rangeOf } from './search.ts';
import {
  type Choice,
  isReadThrough,
  nextChoice,
  type RowSource,
  type Situation,
} from './source.ts';

export type HistoryRows = {
  /** Undefined until it is chosen. */
  source: RowSource | undefined;
  /** Takes the rows from the archive, where it has them all; undefined where it has not. */
  switchToArchive: (() => void) | undefined;
  /** Undefined until there is an answer. */
  rows: readonly Job[] | undefined;
  /** All that match, where the archive is the source. */
  matching: Found | undefined;
  /** The same in the order of the screen, and where Vault is the source the rows on screen. */
  exported: () => readonly Job[];
  total: number | undefined;
  /**
   * The page of these rows: the last one where the search's lies beyond it, and the previous one
   * while they are stale.
   */
  page: number;
  /** How many rows come before these. */
  offset: number;
  hasMore: boolean;
  /** Asks Vault for a page that will be its own, at once and not after the click has been drawn. */
  ask: (page: number) => void;
  unreadable: number;
  error: Error | null;
  /** The rows are still those of the previous search. */
  stale: boolean;
  coverage: Coverage;
  archived: LazyJobs;
  /** The dates between which the rows lie. */
  bounds: Bounds;
};

const none: readonly Job[] = [];

export function useHistoryRows(search: HistorySearch, zone: string): HistoryRows {
  const cache = useQueryClient();
  const { archive, jobs, state } = useArchive();
  // Their answers keep the archive up to date: see `archive/feed-archive.ts`.
  useQuery(monitorsQuery);
  useQuery(recentHistoriesQuery);
  const { coverage } = state;
  // Ranges such as the last hour move with the clock: by whole minutes, so that a page of Vault's
  // is found in the cache for as long.
  const now = useTicking(() => Math.floor(vaultNow() / 60_000)) * 60_000;
  const { range, from: start, to: end } = search;
  // The same object until they change: the filters are rendered again only for another one.
  const limits = useMemo(
    () => bounds(rangeOf({ range, from: start, to: end }), zone, now),
    [range, start, end, zone, now],
  );
  const vaultsQuery = vaultQuery(search, limits);
  const situationOf = (search: HistorySearch) => {
    const from = (search.page - 1) * search.size;
    return {
      search: JSON.stringify({ ...search, columns: [], zone: undefined, ignored: [] }),
      state,
      pageRows: () =>
        vaultsQuery === undefined
          ? none
          : orderedPage(matching(jobs, { search, bounds: limits }), search.sort, {
              from,
              to: from + search.size,
            }),
      size: search.size,
    };
  };
  const { source: chosen, choose } = useRowSource(archive, situationOf(search));
  // What Vault can't filter or sort comes from the archive, whatever was chosen.
  const source = vaultsQuery === undefined ? 'archive' : chosen;
  const query = source === 'vault' ? vaultsQuery : undefined;
  // Tells whether the page exists; what is polled is the page that is shown, mostly the same one.
  const asked = useQuery({
    ...historyPageQuery(query ?? {}, cache),
    enabled: query !== undefined,
    refetchInterval: false,
  });
  const vaultPage = lastPage(search, asked.data);
  const lastQuery =
    vaultPage === search.page ? query : vaultQuery({ ...search, page: vaultPage }, limits);
  const last = useQuery({
    ...historyPageQuery(lastQuery ?? {}, cache),
    enabled: query !== undefined && lastQuery !== undefined,
  });
  // Nothing is shown yet, and Vault doesn't answer: what is known is better than nothing.
  const hasFailed = query !== undefined && last.isError && last.data === undefined;
  if (hasFailed && jobs.size > (search.page - 1) * search.size) choose('archive');
  const common = { coverage, archived: jobs, bounds: limits };
  // Not deferred while somebody types: to draw the page twice takes longer than to find the rows.
  const found = source === 'archive' ? matching(jobs, { search, bounds: limits }) : allOf(noJobs);
  const page = Math.min(search.page, Math.max(1, Math.ceil(found.rows.length / search.size)));
  const from = (page - 1) * search.size;
  // The same array until its rows change: DataTable renders them again only for another one.
  const pageRows = useMemo(
    () => orderedPage(found, search.sort, { from, to: from + search.size }),
    [found, search.sort, from, search.size],
  );

  if (source !== 'archive') {
    const { data } = last;
    return {
      ...common,
      source,
      switchToArchive: isReadThrough(coverage) ? () => choose('archive') : undefined,
      rows: query === undefined ? undefined : data?.jobs,
      matching: undefined,
      exported: () => data?.jobs ?? none,
      total: data?.total,
      page: data?.pageNumber ?? vaultPage,
      offset: data?.offset ?? 0,
      hasMore:
        data !== undefined &&
        (data.hasNext ||
          (data.total ?? 0) > (lastQuery?.offset ?? 0) + data.jobs.length + data.unreadable),
      ask: (page) => {
        const turned = { ...search, page };
        const next = vaultQuery(turned, limits);
        const choice = nextChoice(undefined, { ...situationOf(turned), isLate: false });
        if (next === undefined || choice?.source === 'archive') return;
        void cache.prefetchQuery(historyPageQuery(next, cache));
      },
      unreadable: data?.unreadable ?? 0,
      error: last.error,
      stale: last.isPlaceholderData,
    };
  }
  // What is kept is shown as it is loaded, but is not yet what it will be in a moment.
  const isOpening = state.activity.kind === 'opening';
  const isLoaded = pageRows.length > 0 && page === search.page;
  const hasNone = coverage.kind === 'none' || (isOpening && !isLoaded);
  return {
    ...common,
    source,
    switchToArchive: undefined,
    rows: hasNone ? undefined : pageRows,
    matching: found,
    exported: () => ordered(found, search.sort),
    total: found.rows.length,
    // Before there are any, no page is known to lie beyond the last.
    page: hasNone ? search.page : page,
    offset: from,
    hasMore: found.rows.length > from + search.size,
    ask: () => {},
    unreadable: coverage.kind === 'complete' ? coverage.unreadable : 0,
    error: coverage.kind === 'none' ? (state.error ?? null) : null,
    stale: isOpening,
  };
}

/** The page of a search, or the last one where Vault says that there are fewer. */
function lastPage({ page, size }: HistorySearch, answer: HistoryPage | undefined): number {
  if (answer === undefined || answer.jobs.length > 0 || answer.unreadable > 0) return page;
  const { total = 0 } = answer;
  return total > 0 ? Math.min(page, Math.ceil(total / size)) : page;
}

/** The latest choice, for a reader who comes back to the page: the same rows as before. */
const latest = new WeakMap<Archive, Choice>();

/** What a browser's storage usually takes is a fraction of that. */
const lateMs = 2_000;

/** Where the rows come from, and how to choose otherwise for the present search. */
function useRowSource(
  archive: Archive | undefined,
  situation: Omit<Situation, 'isLate'>,
): { source: RowSource | undefined; choose: (source: RowSource) => void } {
  // A server draws Vault's rows where the browser has none of its own: these are then there at once.
  const [isLate, setLate] = useState(isDrawn);
  const [choice, setChoice] = useState(() => archive && latest.get(archive));
  const next = nextChoice(choice, { ...situation, isLate });
  // While rendering, so that no rows of another source are painted first.
  if (next !== choice) setChoice(next);

  useEffect(() => {
    const timer = setTimeout(() => setLate(true), lateMs);
    return () => clearTimeout(timer);
  }, []);
  // Outlives the page, which is why it is not in its state alone.
  useEffect(() => {
    if (archive !== undefined && next !== undefined) latest.set(archive, next);
  }, [archive, next]);

  const { search } = situation;
  return { source: next?.source, choose: (source) => setChoice({ search, source }) };
}
