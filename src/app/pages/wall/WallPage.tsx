import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, type ErrorComponentProps, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';

import { wordsOf } from '../../components/error-words.ts';
import { retryMsAfter } from '../../layout/PageErrors.tsx';
import { notifyTabs } from '../../layout/session-change.ts';
import { wallSessionQuery } from '../../queries/wall-queries.ts';
import { Screen } from './layout/Screen.tsx';
import { readSearch } from './search.ts';

export const page = createLazyRoute('/wall')({
  component: WallPage,
  errorComponent: WallFailed,
});

/** The whole window as a wall display. */
function WallPage() {
  const raw: Record<string, unknown> = useRouterState({
    select: ({ location }) => location.search,
  });
  const { search, ignored } = readSearch(raw);
  const { data: session } = useQuery(wallSessionQuery);

  // A display's link replaces the cookie of whoever was signed in here: without this, other tabs
  // would show the display's rows under that user's name.
  useEffect(() => {
    if (session?.kind === 'signed-in' && session.display) notifyTabs(session);
  }, [session]);

  return (
    <main data-wall className="fixed inset-0">
      <Screen search={search} ignored={ignored} />
    </main>
  );
}

/**
 * Replaces a wall that can't be drawn. It tries again by itself, as nobody is there to press a
 * button; if that does not help, `rescue.js` reloads the page.
 */
function WallFailed({ error, reset }: ErrorComponentProps) {
  const { what } = wordsOf(error instanceof Error ? error : new Error(String(error)));

  useEffect(() => {
    const timer = setTimeout(reset, retryMsAfter(error));
    return () => clearTimeout(timer);
  });

  return (
    <main
      data-failed
      className="bg-page text-ink fixed inset-0 p-6"
      style={{ fontSize: '5vmin', lineHeight: 1.4 }}
    >
      <h1 className="font-semibold">{what}</h1>
      <p>No jobs can be shown. This display will keep trying.</p>
    </main>
  );
}
