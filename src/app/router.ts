import type { QueryClient } from '@tanstack/react-query';
import { createRouter, type RouterHistory } from '@tanstack/react-router';

import { rootRoute, signedInRoute } from './layout/route.ts';
import { historyRoute } from './pages/history/route.ts';
import { insightsRoute } from './pages/insights/route.ts';
import { jobRoute } from './pages/job/route.ts';
import { overviewRoute } from './pages/overview/route.ts';
import { settingsRoute } from './pages/settings/route.ts';
import { signInRoute } from './pages/sign-in/route.ts';
import { titleRoute } from './pages/titles/route.ts';
import { wallRoute } from './pages/wall/route.ts';
import { wallSetupRoute } from './pages/wall/setup/route.ts';
import { parseSearch, writeSearch } from './url/search.ts';

const routes = rootRoute.addChildren([
  signInRoute,
  wallRoute,
  signedInRoute.addChildren([
    overviewRoute,
    historyRoute,
    insightsRoute,
    titleRoute,
    jobRoute,
    settingsRoute,
    wallSetupRoute,
  ]),
]);

type Options = {
  cache: QueryClient;
  /** Where Jobwatch is on its host, such as `/jobwatch/`. */
  basepath: string;
  /** Instead of the browser's. */
  history?: RouterHistory;
};

export function router({ cache, basepath, history }: Options) {
  return createRouter({
    routeTree: routes,
    context: { cache },
    basepath,
    ...(history && { history }),
    parseSearch,
    stringifySearch: writeSearch,
    defaultPreload: 'intent',
    // On a server it would be a script in the page.
    scrollRestoration: !import.meta.env.SSR,
  });
}

declare module '@tanstack/react-router' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- only an interface can be added to
  interface Register {
    router: ReturnType<typeof router>;
  }
}
