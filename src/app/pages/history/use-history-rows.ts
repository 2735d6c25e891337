/** What History can show of a search: rows, how many there are, and how far that can be trusted. */
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';

import type { Job } from '#contract/jobs.ts';

import type { Coverage } from '../../archive/crawl/coverage.ts';
import { useArchive } from '../../archive/use-archive.ts';
import { useTicking } from '../../components/use-ticking.ts';
import { monitorsQuery, recentHistoriesQuery } from '../../queries/jobs.ts';
import { vaultNow } from '../../time/clock.ts';
import { matching, ordered } from './filter.ts';
import { askable, historyPageQuery } from './query.ts';
import type { HistorySearch } from './search.ts';

export type Known = {
  /** `vault`: a page as Vault cut it. `archive`: all that is known matches, sorts and counts. */
  from: 'vault' | 'archive';
  /** Undefined until there is an answer. */
  rows: readonly Job[] | undefined;
  /** All that match, where the archive answers. */
  all: readonly Job[] | undefined;
  total: number | undefined;
  more: boolean;
  unreadable: number;
  error: Error | null;
  /** The rows are still those of the search before. */
  stale: boolean;
  coverage: Coverage;
  archived: readonly Job[];
  /** What sliding ranges count from. */
  now: number;
};

const none: readonly Job[] = [];

export function useKnown(search: HistorySearch, zone: string): Known {
  const { jobs, state } = useArchive();
  // What they bring keeps the archive up to date: see `shell/archived.ts`.
  useQuery(monitorsQuery);
  useQuery(recentHistoriesQuery);
  const { coverage } = state;
  // Sliding ranges move on; by the minute is enough, and lets the cache know an asked page again.
  const now = useTicking(() => Math.floor(vaultNow() / 60_000)) * 60_000;
  const asked = coverage.kind === 'complete' ? undefined : askable(search, zone, now);
  const answer = useQuery({ ...historyPageQuery(asked ?? {}), enabled: asked !== undefined });
  // Typing must not wait for 100,000 rows to be filtered: what is shown may lag behind a moment.
  const shown = useDeferredValue(search);
  const common = { coverage, archived: jobs, now };
  const all =
    asked === undefined ? matching(ordered(jobs, shown.sort), { search: shown, zone, now }) : none;
  const from = (shown.page - 1) * shown.size;
  // The same until they change, as the table keeps its rows for as long: see there.
  const cut = useMemo(() => all.slice(from, from + shown.size), [all, from, shown.size]);

  if (asked !== undefined) {
    const { data } = answer;
    return {
      ...common,
      from: 'vault',
      rows: data?.jobs,
      all: undefined,
      total: data?.page.total,
      more:
        data !== undefined &&
        (data.page.next !== undefined ||
          (data.page.total ?? 0) > (asked.offset ?? 0) + data.jobs.length + data.unreadable),
      unreadable: data?.unreadable ?? 0,
      error: answer.error,
      stale: answer.isPlaceholderData,
    };
  }
  return {
    ...common,
    from: 'archive',
    rows: coverage.kind === 'none' ? undefined : cut,
    all,
    total: all.length,
    more: all.length > from + shown.size,
    unreadable: coverage.kind === 'complete' ? coverage.unreadable : 0,
    error: coverage.kind === 'none' ? (state.error ?? null) : null,
    stale: shown !== search,
  };
}
