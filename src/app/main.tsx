import './index.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { followSession } from './layout/session-change.ts';
import { applyTheme, preference } from './preferences.ts';
import { isDrawn } from './queries/inlined-answers.ts';
import { followPace } from './queries/live.ts';
import { router } from './router.ts';
import { number } from './ui/number.ts';

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

const root = document.querySelector('#app');
if (root !== null) void start(root);

async function start(root: Element): Promise<void> {
  // What the server drew stays until the same can be shown in its place, so no task need be long.
  const drawn = isDrawn();
  if (drawn) {
    await nextTask();
    // What a browser knows of languages is read at the first use of Intl, which rendering would wait for.
    number(0);
    await nextTask();
  }
  const pages = router({ cache, basepath: new URL(document.baseURI).pathname });
  followSession(cache, pages);
  followPace(cache);
  if (drawn) {
    await nextTask();
    // Whatever fails, its page says so.
    await pages.load().catch(() => {});
  }
  const app = createRoot(root);
  // So that it is rendered in slices, between which the page answers.
  startTransition(() =>
    app.render(
      <StrictMode>
        <QueryClientProvider client={cache}>
          <RouterProvider router={pages} />
        </QueryClientProvider>
      </StrictMode>,
    ),
  );
  // Not in the first load, as nobody needs it for the first rows.
  void import('./after-start.ts').then(({ restoreFocus }) => restoreFocus(pages));
}

async function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
