import {
  createRoute,
  redirect,
  type SearchSchemaInput,
  stripSearchParams,
} from '@tanstack/react-router';

import { preference } from '../../preferences.ts';
import { parseSearch } from '../../search.ts';
import { loaded } from '../../shell/loaded.ts';
import { signedInRoute } from '../../shell/route.ts';
import { defaults, type HistorySearch, readSearch } from './search.ts';

export const historyRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/history',
  validateSearch: (raw: Partial<HistorySearch> & SearchSchemaInput): HistorySearch =>
    readSearch(raw).search,
  // Only on the way in: clearing all filters must not bring them back.
  beforeLoad: ({ cause, location }) => {
    const view = preference('views').find(({ name }) => name === preference('defaultView'));
    if (cause !== 'enter' || location.searchStr !== '' || view === undefined || view.search === '')
      return;
    throw redirect({ to: '/history', search: readSearch(parseSearch(view.search)).search });
  },
  search: { middlewares: [stripSearchParams(defaults)] },
}).lazy(async () => (await loaded(import('./HistoryPage.tsx'))).page);
