import { createRoute } from '@tanstack/react-router';

import { loaded } from '../../shell/loaded.ts';
import { signedInRoute } from '../../shell/route.ts';

export const jobRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/jobs/$id',
}).lazy(async () => (await loaded(import('./JobPage.tsx'))).page);
