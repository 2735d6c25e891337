/** The routes around all pages: the root, and the part that only those who are signed in see. */
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';

import { sessionQuery } from '../queries/session.ts';
import { NotFound, PageFailed } from './PageErrors.tsx';
import { Shell } from './Shell.tsx';

export const rootRoute = createRootRouteWithContext<{ cache: QueryClient }>()({
  notFoundComponent: NotFound,
  errorComponent: PageFailed,
});

export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context: { cache }, location }) => {
    const session = await cache.ensureQueryData(sessionQuery);
    if (session.kind === 'signed-out') {
      throw redirect({ to: '/sign-in', search: { from: location.href } });
    }
    return { session };
  },
  component: Shell,
});
