import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { page } from 'vitest/browser';

import { signedIn, signedOut } from '#contract/testing/sessions.ts';

import { followViewer } from '../queries/call.ts';
import { deviceClock } from './clock.ts';
import { initialCrawl } from './crawl/crawl-state.ts';
import { archiveName } from './database-name.ts';
import { useFinishedJobs } from './finished-jobs.ts';
import { dropArchive } from './open-archive.ts';
import { openStore } from './store.ts';
import { finished, firstDay } from './testing/adversarial-vault.ts';

const viewer = signedIn('9');

function Count() {
  return <output>{useFinishedJobs(viewer).length} jobs</output>;
}

/** As on the overview and on a wall, before this device has an archive. */
async function renderWithoutArchive() {
  followViewer(viewer);
  await render(
    <QueryClientProvider client={new QueryClient()}>
      <Count />
    </QueryClientProvider>,
  );
  await expect.element(page.getByRole('status')).toHaveTextContent('0 jobs');
}

/** As the first visit to History does, in another tab. */
async function storeJobs(): Promise<void> {
  const store = await openStore({ name: archiveName(viewer), times: 'utc', clock: deviceClock });
  await store.claim();
  const jobs = [1, 2, 3].map((id) => finished(id, { created: firstDay, end: firstDay + 60_000 }));
  await store.write({ jobs, gone: [], crawl: initialCrawl });
  store.close();
}

beforeEach(() => {
  // What is shown comes from the storage alone.
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('There is no server.')));
});

afterEach(async () => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  followViewer(signedOut);
  await dropArchive(viewer);
});

test('an archive made in another tab is found when this one becomes visible', async () => {
  await renderWithoutArchive();
  await storeJobs();
  document.dispatchEvent(new Event('visibilitychange'));
  await expect.element(page.getByRole('status')).toHaveTextContent('3 jobs');
});

test('it is found within a minute by a wall, which nobody hides', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  await renderWithoutArchive();
  await storeJobs();
  vi.advanceTimersByTime(60_000);
  await expect.element(page.getByRole('status')).toHaveTextContent('3 jobs');
});
