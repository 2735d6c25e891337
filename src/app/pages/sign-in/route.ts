import { createRoute, redirect } from '@tanstack/react-router';
import * as v from 'valibot';

import { rootRoute } from '../../layout/route.ts';
import { loadChunk } from '../../load-chunk.ts';
import { sessionQuery } from '../../queries/session.ts';

const search = v.object({
  /** Where to go afterwards: a path of ours, never another site. Browsers drop control characters. */
  from: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^\/(?![/\\])\P{Cc}*$/u))), undefined),
  /** The session has ended at Vault: the cookie that holds it is no reason to lead on. */
  again: v.fallback(v.optional(v.literal('yes')), undefined),
});

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: search,
  beforeLoad: async ({ context: { cache }, search: { from, again } }) => {
    const session = await cache.ensureQueryData(sessionQuery);
    if (session.kind === 'signed-in' && again === undefined) throw redirect({ href: from ?? '/' });
    return { session };
  },
}).lazy(async () => (await loadChunk(import('./SignInPage.tsx'))).page);
