import { createRoute, stripSearchParams } from '@tanstack/react-router';
import * as v from 'valibot';

import { sets } from '../../insight/overview.ts';
import { signedInRoute } from '../../layout/route.ts';
import { loadChunk } from '../../load-chunk.ts';
import { monitorsQuery, recentHistoriesQuery } from '../../queries/jobs.ts';

const all = 'all';

/** What people hardly notice. */
const atOnceMs = 100;

const search = v.object({
  /** The one set of jobs to show, whole; `all` for the page with a part of each. */
  show: v.fallback(v.optional(v.picklist([all, ...sets]), all), all),
});

export const overviewRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  validateSearch: search,
  search: { middlewares: [stripSearchParams({ show: all })] },
  // Hardly waited for: the page has faces for what isn't there yet, and goes on by itself. But where
  // the answers are about to come, drawing those faces first would only make the rows come later.
  loader: async ({ context: { cache } }) => {
    const isKnown = cache.getQueryData(monitorsQuery.queryKey) !== undefined;
    const lists = [cache.prefetchQuery(monitorsQuery), cache.prefetchQuery(recentHistoriesQuery)];
    if (!isKnown) await Promise.race([Promise.all(lists), wait(atOnceMs)]);
  },
}).lazy(async () => (await loadChunk(import('./OverviewPage.tsx'))).page);

async function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
