import { createRoute } from '@tanstack/react-router';

import { loaded } from '../../../shell/loaded.ts';
import { signedInRoute } from '../../../shell/route.ts';

export const wallSetupRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/wall/setup',
}).lazy(async () => (await loaded(import('./WallSetupPage.tsx'))).page);
