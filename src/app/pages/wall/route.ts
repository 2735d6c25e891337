import { createRoute } from '@tanstack/react-router';

import { loaded } from '../../shell/loaded.ts';
import { rootRoute } from '../../shell/route.ts';

/**
 * Outside of the shell: whoever is signed in or not, a wall never shows a page to be filled in. Its
 * options are read by the page, not here, where they would weigh on the first load of all pages.
 */
export const wallRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/wall',
}).lazy(async () => (await loaded(import('./WallPage.tsx'))).page);
