import { useQuery } from '@tanstack/react-query';
import { createLazyRoute, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';

import { notifyTabs } from '../../layout/session-change.ts';
import { wallSessionQuery } from '../../queries/wall-queries.ts';
import { Screen } from './layout/Screen.tsx';
import { readSearch } from './search.ts';
import { WallFailed } from './WallFailed.tsx';

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

  // Its link took the cookie of whoever was signed in here: other tabs would show the display's
  // rows under that name.
  useEffect(() => {
    if (session?.kind === 'signed-in' && session.display) notifyTabs(session);
  }, [session]);

  return (
    <main data-wall className="fixed inset-0">
      <Screen search={search} ignored={ignored} />
    </main>
  );
}
