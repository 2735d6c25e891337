import { createLazyRoute, useRouterState } from '@tanstack/react-router';

import { Screen } from './Screen.tsx';
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
  return (
    <main data-wall className="fixed inset-0">
      <Screen search={search} ignored={ignored} />
    </main>
  );
}
