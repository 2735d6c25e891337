import { createLazyRoute, useSearch } from '@tanstack/react-router';

import { Screen } from './Screen.tsx';
import { WallFailed } from './WallFailed.tsx';

export const page = createLazyRoute('/wall')({
  component: WallPage,
  errorComponent: WallFailed,
});

/** The whole window as a wall display. */
function WallPage() {
  const search = useSearch({ from: '/wall' });
  return (
    <main data-wall className="fixed inset-0">
      <Screen search={search} />
    </main>
  );
}
