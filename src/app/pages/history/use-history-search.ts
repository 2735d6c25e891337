/** History's state is its URL: every control reads and writes it here. */
import { getRouteApi, useNavigate } from '@tanstack/react-router';

import type { HistorySearch } from './search.ts';

const route = getRouteApi('/signed-in/history');

export type HistoryUrl = {
  search: HistorySearch;
  /**
   * Changes the search and goes to the first page. `replace` adds no entry to the browser's history,
   * as for each letter that is typed.
   */
  set: (change: Partial<HistorySearch>, replace?: boolean) => void;
};

export function useHistorySearch(): HistoryUrl {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/history' });
  return {
    search,
    set: (change, replace = false) =>
      void navigate({
        to: '/history',
        search: (before) => ({ ...before, page: 1, ignored: [], ...change }),
        replace,
        resetScroll: false,
      }),
  };
}
