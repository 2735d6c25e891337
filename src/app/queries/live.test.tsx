/** What the frame says of a page's lists must not have the page rendered twice. */
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { page as screen } from 'vitest/browser';

import { instant } from '#contract/instant.ts';

import { live, useLive } from './live.ts';
import type { PollInfo } from './polling.ts';

const asOf = instant(Date.UTC(2026, 10, 24, 10));

function answer(hasActiveJobs: boolean): PollInfo {
  return { asOf, hasActiveJobs, budget: undefined, delayMs: 0, warnings: [] };
}

function Frame() {
  return <output aria-label="Pace">{useLive().everyMs}</output>;
}

/** As a page of History does, which is polled at a slower pace than the list that it is taken from. */
function Page({ onRender }: { onRender: () => void }) {
  onRender();
  const initialData = answer(false);
  useQuery({
    queryKey: ['page'],
    queryFn: () => initialData,
    initialData,
    meta: live,
    staleTime: Infinity,
  });
  return <p>Rows</p>;
}

test('a page that adds a list of another pace is rendered once, and then the pace is that of both', async () => {
  const cache = new QueryClient();
  cache.setQueryDefaults(['list'], { meta: live });
  cache.setQueryData(['list'], answer(true));
  let renders = 0;
  const element = document.createElement('div');
  document.body.append(element);
  const root = createRoot(element);
  startTransition(() =>
    root.render(
      <QueryClientProvider client={cache}>
        <Frame />
        <Page onRender={() => (renders += 1)} />
      </QueryClientProvider>,
    ),
  );
  await expect.element(screen.getByText('Rows')).toBeVisible();
  expect(renders).toBe(1);
  await expect.element(screen.getByLabelText('Pace')).toHaveTextContent('30000');
  root.unmount();
  element.remove();
});
