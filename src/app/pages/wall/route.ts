import { createRoute } from '@tanstack/react-router';

import { rootRoute } from '../../layout/route.ts';
import { loadChunk } from '../../load-chunk.ts';

/**
 * Outside of the shell: whoever is signed in or not, a wall never shows a page to be filled in. Its
 * options are read by the page, not here, where they would weigh on the first load of all pages.
 */
export const wallRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/wall',
}).lazy(async () => (await loadChunk(import('./WallPage.tsx'))).page);
