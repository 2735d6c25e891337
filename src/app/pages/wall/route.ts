import { createRoute } from '@tanstack/react-router';

import { rootRoute } from '../../layout/route.ts';
import { loadChunk } from '../../load-chunk.ts';

/**
 * Not under the signed-in route: a wall never shows a form, signed in or not. The page reads its
 * options itself, as a schema here would be part of the first load of every page.
 */
export const wallRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/wall',
}).lazy(async () => (await loadChunk(import('./WallPage.tsx'))).page);
