import { createRoute } from '@tanstack/react-router';

import { loaded } from '../../shell/loaded.ts';
import { signedInRoute } from '../../shell/route.ts';

export const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/settings',
}).lazy(async () => (await loaded(import('./SettingsPage.tsx'))).page);
