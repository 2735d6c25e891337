/** The page's state is its URL: it is read here once, and each control writes it by `set`. */
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';

import { changed, defaults, readSetup, type SetupSearch } from './search.ts';

export type Setup = {
  search: SetupSearch;
  /** Changes some of it; with `replace` without a step in the browser's history, as for letters. */
  set: (change: Partial<SetupSearch>, replace?: boolean) => void;
};

type Read = Setup & {
  /** Names in the address that made no sense; they go with the next change. */
  ignored: string[];
};

export function useSetup(): Read {
  const raw: Record<string, unknown> = useRouterState({
    select: ({ location }) => location.search,
  });
  const navigate = useNavigate();
  const { search, ignored } = readSetup(raw);
  const meant = new Set([...Object.keys(changed(search, defaults)), ...ignored]);
  const kept = Object.entries(raw).filter(([name]) => meant.has(name));
  const isLong = kept.length < Object.keys(raw).length;

  // The address bar is not React's: what is as at first is taken out of it.
  useEffect(() => {
    if (!isLong) return;
    void navigate({ to: '/wall/setup', search: Object.fromEntries(kept), replace: true });
  });

  return {
    search,
    ignored,
    set: (change, replace = false) =>
      void navigate({
        to: '/wall/setup',
        search: (before) => changed({ ...readSetup(before).search, ...change }, defaults),
        replace,
        resetScroll: false,
      }),
  };
}
