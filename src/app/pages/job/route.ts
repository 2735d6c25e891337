import { createRoute } from '@tanstack/react-router';

import { signedInRoute } from '../../shell/route.ts';

export const jobRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/jobs/$id',
}).lazy(() => import('./JobPage.tsx').then(({ page }) => page));
