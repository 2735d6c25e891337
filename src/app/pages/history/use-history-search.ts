/** History's state is its URL: every control reads and writes it here. */
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

import { defaults, type HistorySearch } from './search.ts';

const route = getRouteApi('/signed-in/history');

type HistoryUrl<Name extends keyof HistorySearch> = {
  search: Pick<HistorySearch, Name>;
  /**
   * Changes the search and goes to the first page. `replace` adds no entry to the browser's history,
   * as for each letter that is typed.
   */
  set: (change: Partial<HistorySearch>, replace?: boolean) => void;
};

/**
 * The search with the names given, or whole without any; the same object until one of those changes.
 * A control that asks for its own names isn't rendered when the page is turned.
 */
export function useHistorySearch<Name extends keyof HistorySearch = keyof HistorySearch>(
  ...names: Name[]
): HistoryUrl<Name> {
  const search = route.useSearch({
    select: (search) => (names.length === 0 ? search : picked(search, names)),
    structuralSharing: true,
  });
  const navigate = useNavigate({ from: '/history' });
  const set: HistoryUrl<Name>['set'] = useCallback(
    (change, replace = false) =>
      void navigate({
        to: '/history',
        search: (before) => ({ ...before, page: 1, ignored: [], ...change }),
        replace,
        resetScroll: false,
      }),
    [navigate],
  );
  return { search, set };
}

/** The others never differ from their defaults, whatever the search. */
function picked(search: HistorySearch, names: (keyof HistorySearch)[]): HistorySearch {
  const named = Object.fromEntries(names.map((name) => [name, search[name]]));
  return { ...defaults, ...named };
}
