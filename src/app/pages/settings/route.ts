import { createRoute } from '@tanstack/react-router';

import { signedInRoute } from '../../layout/route.ts';
import { loadChunk } from '../../load-chunk.ts';

export const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/settings',
}).lazy(async () => (await loadChunk(import('./SettingsPage.tsx'))).page);
