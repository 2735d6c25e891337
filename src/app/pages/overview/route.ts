import { createRoute, stripSearchParams } from '@tanstack/react-router';
import * as v from 'valibot';

import { waitBriefly } from '../../brief-wait.ts';
import { sets } from '../../insight/overview.ts';
import { signedInRoute } from '../../layout/route.ts';
import { loadChunk } from '../../load-chunk.ts';
import { monitorsQuery, recentHistoriesQuery } from '../../queries/jobs.ts';

const all = 'all';

const search = v.object({
  /** The one set of jobs to show, whole; `all` for the page with a part of each. */
  show: v.fallback(v.optional(v.picklist([all, 'failing', ...sets]), all), all),
});

export const overviewRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  validateSearch: search,
  search: { middlewares: [stripSearchParams({ show: all })] },
  loader: async ({ context: { cache } }) => {
    const isKnown = cache.getQueryData(monitorsQuery.queryKey) !== undefined;
    const lists = [cache.prefetchQuery(monitorsQuery), cache.prefetchQuery(recentHistoriesQuery)];
    if (!isKnown) await waitBriefly(lists);
  },
}).lazy(async () => (await loadChunk(import('./OverviewPage.tsx'))).page);
