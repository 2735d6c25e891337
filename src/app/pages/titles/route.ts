import { createRoute } from '@tanstack/react-router';

import { signedInRoute } from '../../layout/route.ts';
import { loadChunk } from '../../load-chunk.ts';

/** Its page reads the search: what it may hold is no part of the first load. */
export const titleRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/titles',
}).lazy(async () => (await loadChunk(import('./TitlePage.tsx'))).page);
