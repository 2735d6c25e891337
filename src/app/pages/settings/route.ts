import { createRoute } from '@tanstack/react-router';

import { signedInRoute } from '../../layout/route.ts';
import { loaded } from '../../load-chunk.ts';

export const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/settings',
}).lazy(async () => (await loaded(import('./SettingsPage.tsx'))).page);
