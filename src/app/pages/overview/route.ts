import { createRoute, stripSearchParams } from '@tanstack/react-router';
import * as v from 'valibot';

import { sets } from '#insight/overview.ts';

import { waitBriefly } from '../../brief-wait.ts';
import { signedInRoute } from '../../layout/route.ts';
import { loadChunk } from '../../load-chunk.ts';
import { monitorsQuery, recentHistoriesQuery } from '../../queries/jobs.ts';

const unfiltered = { show: 'all', title: '', by: '', sort: '', vaults: '' } as const;
const { show, title, by, sort, vaults } = unfiltered;

const search = v.object({
  /** The one set of jobs to show, whole; `all` for the page with a part of each. */
  show: v.fallback(v.optional(v.picklist([show, 'failing', 'recovered', ...sets]), show), show),
  /** Words of the titles, and a creator: only such jobs are shown, counted and judged. */
  title: v.fallback(v.optional(v.pipe(v.string(), v.maxLength(400)), title), title),
  by: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{0,64}$/)), by), by),
  /** What a set that is shown whole is sorted by; empty for its own order. */
  sort: v.fallback(v.optional(v.pipe(v.string(), v.maxLength(20)), sort), sort),
  /** `all`, or the hosts of the Vaults that are shown together; empty for the page's own alone. */
  vaults: v.optional(v.unknown(), vaults),
});

export const overviewRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  validateSearch: search,
  search: { middlewares: [stripSearchParams(unfiltered)] },
  loader: async ({ context: { cache }, location }) => {
    if ('vaults' in location.search) return;
    const isKnown = cache.getQueryData(monitorsQuery.queryKey) !== undefined;
    const lists = [cache.prefetchQuery(monitorsQuery), cache.prefetchQuery(recentHistoriesQuery)];
    if (!isKnown) await waitBriefly(lists);
  },
}).lazy(async () => (await loadChunk(import('./OverviewPage.tsx'))).page);
