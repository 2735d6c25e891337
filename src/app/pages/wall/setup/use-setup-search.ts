/** The page's state is its URL: it is read here once, and each control writes it by `set`. */
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';

import { withoutDefaults } from '../../../url/read-fields.ts';
import { defaults, readSetupSearch, type SetupSearch } from './search.ts';

export type Setup = {
  search: SetupSearch;
  /** With `replace` it adds no step to the browser's history, as for each letter that is typed. */
  set: (change: Partial<SetupSearch>, replace?: boolean) => void;
};

/** `ignored`: names in the URL that could not be read. The next change removes them. */
export function useSetupSearch(): Setup & { ignored: string[] } {
  const raw: Record<string, unknown> = useRouterState({
    select: ({ location }) => location.search,
  });
  const navigate = useNavigate();
  const { search, ignored } = readSetupSearch(raw);
  const needed = new Set([...Object.keys(withoutDefaults(search, defaults)), ...ignored]);
  const shortened = Object.entries(raw).filter(([name]) => needed.has(name));
  const hasDefaults = shortened.length < Object.keys(raw).length;

  // Removes defaults from the address bar, which is not part of React's state.
  useEffect(() => {
    if (!hasDefaults) return;
    void navigate({ to: '/wall/setup', search: Object.fromEntries(shortened), replace: true });
  });

  return {
    search,
    ignored,
    set: (change, replace = false) =>
      void navigate({
        to: '/wall/setup',
        search: (before) =>
          withoutDefaults({ ...readSetupSearch(before).search, ...change }, defaults),
        replace,
        resetScroll: false,
      }),
  };
}
