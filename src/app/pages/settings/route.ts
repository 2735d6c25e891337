import { createRoute } from '@tanstack/react-router';

import { signedInRoute } from '../../shell/route.ts';

export const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/settings',
}).lazy(() => import('./SettingsPage.tsx').then(({ page }) => page));
