/** A device on which an earlier build has stored its rows as objects. */
import { afterEach, expect, test } from 'vitest';

import { deviceClock } from './clock.ts';
import { initialCrawl } from './crawl/crawl-state.ts';
import { dropStore, openStore } from './store.ts';
import { finished, firstDay } from './testing/adversarial-vault.ts';

const name = 'old.vault.test/7';
const jobs = [1, 2, 3].map((id) => finished(id, { created: firstDay, end: firstDay + 60_000 }));

/** As version 2 had it. */
async function storeAsObjects(): Promise<void> {
  const opening = indexedDB.open(`jobwatch.archive/${name}`, 2);
  opening.addEventListener('upgradeneeded', () => {
    for (const store of ['chunks', 'state']) opening.result.createObjectStore(store);
  });
  await new Promise((resolve) => opening.addEventListener('success', resolve));
  const tx = opening.result.transaction(['chunks', 'state'], 'readwrite');
  tx.objectStore('chunks').put({ gone: [], jobs }, 0);
  const crawl = { ...initialCrawl, total: jobs.length };
  tx.objectStore('state').put({ shape: '4 utc', claims: 1, crawl }, 'state');
  await new Promise((resolve) => tx.addEventListener('complete', resolve));
  opening.result.close();
}

async function idsOf(store: Awaited<ReturnType<typeof openStore>>): Promise<string[]> {
  const ids: string[] = [];
  await store.loadCrawl();
  await store.loadRows((batch) => ids.push(...batch.jobs.id));
  return ids;
}

afterEach(async () => dropStore(name, deviceClock));

test('opens, and whoever claims it discards what is there and stores rows anew', async () => {
  await storeAsObjects();
  const store = await openStore({ name, times: 'utc', clock: deviceClock });
  expect(store.persistence()).toEqual({ kind: 'persistent' });
  expect(await store.loadCrawl()).toBeUndefined();
  expect(await idsOf(store)).toEqual([]);
  await store.claim();
  expect(await store.write({ jobs: jobs.slice(1), gone: [], crawl: initialCrawl })).toBe(true);
  store.close();
  const reopened = await openStore({ name, times: 'utc', clock: deviceClock });
  expect(await idsOf(reopened)).toEqual(['2', '3']);
  reopened.close();
});
