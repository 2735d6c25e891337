import { createRoute, stripSearchParams } from '@tanstack/react-router';

import { loaded } from '../../shell/loaded.ts';
import { rootRoute } from '../../shell/route.ts';
import { defaults, readSearch } from './search.ts';

/** Outside of the shell: whoever is signed in or not, a wall never shows a page to be filled in. */
export const wallRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/wall',
  validateSearch: (raw: Record<string, unknown>) => readSearch(raw).search,
  search: { middlewares: [stripSearchParams(defaults)] },
}).lazy(async () => (await loaded(import('./WallPage.tsx'))).page);
