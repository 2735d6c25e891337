import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { instant } from '#contract/instant.ts';
import { signedIn, signedOut } from '#contract/testing/sessions.ts';

import { followViewer } from '../queries/call.ts';
import { recentHistoriesQuery } from '../queries/jobs.ts';
import { sessionQuery } from '../queries/session.ts';
import { deviceClock } from './clock.ts';
import { currentArchive } from './current-archive.ts';
import { archiveName } from './database-name.ts';
import { dropArchive, openArchive } from './open-archive.ts';
import { openStore } from './store.ts';
import { finished, firstDay } from './testing/adversarial-vault.ts';

const [first, second] = [signedIn('7'), signedIn('8')];

/** The list of finished jobs that a screen reads. */
function showJob(cache: QueryClient, id: number, updatedAt = firstDay): void {
  const list = {
    jobs: [finished(id, { created: firstDay, end: firstDay + 60_000 })],
    unreadable: 0,
    repeated: 0,
    total: 1,
    skewMs: undefined,
    asOf: instant(firstDay + 90_000),
    budget: undefined,
    delayMs: 0,
    hasActiveJobs: false,
    warnings: [],
  };
  cache.setQueryData(recentHistoriesQuery.queryKey, list, { updatedAt });
}

async function storedIds(session: ReturnType<typeof signedIn>): Promise<string[]> {
  const store = await openStore({ name: archiveName(session), times: 'utc', clock: deviceClock });
  const ids: string[] = [];
  await store.loadCrawl();
  await store.loadRows(({ jobs }) => ids.push(...jobs.id));
  store.close();
  return ids;
}

beforeEach(() => {
  // What is stored comes from the screens alone.
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('There is no server.')));
});

afterEach(async () => {
  vi.unstubAllGlobals();
  followViewer(signedOut);
  await dropArchive(first);
  await dropArchive(second);
});

test('the jobs of the next user are not stored with those of the one before', async () => {
  const cache = new QueryClient();
  followViewer(first);
  await openArchive(first, cache);
  showJob(cache, 1);
  await expect.poll(async () => storedIds(first)).toEqual(['1']);
  followViewer(second);
  showJob(cache, 2);
  // It opens once the one before has stored everything.
  await openArchive(second, cache);
  await expect.poll(async () => storedIds(second)).toEqual(['2']);
  expect(await storedIds(first)).toEqual(['1']);
});

test('what was read before a session is not stored for its user', async () => {
  const cache = new QueryClient();
  showJob(cache, 1);
  // As a wall learns of it, which asks now and then who is signed in.
  followViewer(second);
  cache.setQueryData(sessionQuery.queryKey, second, { updatedAt: firstDay + 1 });
  const archive = await openArchive(second, cache);
  // Until it leads, only the latest list would count.
  const before = ['opening', 'following'];
  await expect
    .poll(() => archive?.state().activity.kind)
    .toSatisfy((kind) => !before.includes(kind));
  showJob(cache, 2, firstDay + 2);
  await expect.poll(async () => storedIds(second)).toContain('2');
  expect(await storedIds(second)).toEqual(['2']);
});

test('an archive whose user signs out while it opens is never the open one', async () => {
  const cache = new QueryClient();
  followViewer(first);
  const opening = openArchive(first, cache);
  followViewer(signedOut);
  await dropArchive(first);
  expect(await opening).toBeUndefined();
  expect(currentArchive()).toBeUndefined();

  followViewer(first);
  const again = await openArchive(first, cache);
  expect(again).toBeDefined();
  expect(currentArchive()?.archive).toBe(again);
  showJob(cache, 1);
  await expect.poll(async () => storedIds(first)).toEqual(['1']);
});

test('an archive is not opened for somebody who is no longer signed in', async () => {
  followViewer(second);
  expect(await openArchive(first, new QueryClient())).toBeUndefined();
  expect(currentArchive()).toBeUndefined();
});
