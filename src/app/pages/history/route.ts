import {
  createRoute,
  redirect,
  type SearchSchemaInput,
  stripSearchParams,
} from '@tanstack/react-router';

import { signedInRoute } from '../../layout/route.ts';
import { loadChunk } from '../../load-chunk.ts';
import { preference } from '../../preferences.ts';
import { defaults, type HistorySearch, isField, readSearch, readView } from './search.ts';

export const historyRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/history',
  // The router rewrites the URL to what was read of it, so it must name what could not be read.
  validateSearch: (raw: Partial<HistorySearch> & SearchSchemaInput): HistorySearch => {
    const { search, ignored } = readSearch(raw);
    const names = [...search.ignored, ...ignored].map((name) => name.slice(0, 100));
    return { ...search, ignored: [...new Set(names)].slice(0, 50) };
  },
  // Only on entering the page: after clearing all filters, the view must not come back.
  beforeLoad: ({ cause, location }) => {
    const view = preference('views').find(({ name }) => name === preference('defaultView'));
    if (cause !== 'enter' || location.searchStr !== '' || view === undefined || view.search === '')
      return;
    throw redirect({ to: '/history', search: readView(view.search) });
  },
  search: { middlewares: [stripSearchParams(defaults), withoutUnknown] },
  loader: async (context) => (await loadPage()).prepare(context),
}).lazy(async () => (await loadPage()).page);

async function loadPage() {
  return loadChunk(import('./HistoryPage.tsx'));
}

/** The router passes unknown names on; `ignored` names them, so they can go. */
function withoutUnknown({ search, next }: SearchMiddlewareContext): HistorySearch {
  const known = { ...next(search) };
  for (const name of Object.keys(known)) if (!isField(name)) Reflect.deleteProperty(known, name);
  return known;
}

type SearchMiddlewareContext = {
  search: HistorySearch;
  next: (search: HistorySearch) => HistorySearch;
};
