import { createRoute } from '@tanstack/react-router';

import { signedInRoute } from '../../../layout/route.ts';
import { loadChunk } from '../../../load-chunk.ts';

export const wallSetupRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/wall/setup',
}).lazy(async () => (await loadChunk(import('./WallSetupPage.tsx'))).page);
