import './index.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { followSession } from './layout/session-change.ts';
import { applyTheme, preference } from './preferences.ts';
import { isDrawn } from './queries/inlined-answers.ts';
import { followPace } from './queries/live.ts';
import { router } from './router.ts';

applyTheme();

const cache = new QueryClient({
  defaultOptions: {
    // `always`: a browser's idea of being offline is often wrong; only an answer tells.
    queries: {
      networkMode: 'always',
      retry: false,
      gcTime: 600_000,
      refetchOnWindowFocus: () => !preference('paused'),
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

const pages = router({ cache, basepath: new URL(document.baseURI).pathname });
followSession(cache, pages);
followPace(cache);

const root = document.querySelector('#app');
// What the server drew stays until the same can be shown in its place.
if (root !== null && isDrawn()) void pages.load().finally(() => show(root));
else if (root !== null) show(root);

function show(root: Element): void {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={cache}>
        <RouterProvider router={pages} />
      </QueryClientProvider>
    </StrictMode>,
  );
}

// Not in the first load, as nobody needs it for the first rows.
void import('./after-start.ts');
