/** Storage that doesn't answer, because another tab stands still. */
import { afterEach, expect, test } from 'vitest';

import { type Clock, deviceClock } from './clock.ts';
import { initialCrawl } from './crawl/crawl-state.ts';
import { dropStore, openStore, type Store } from './store.ts';
import { finished, firstDay } from './testing/adversarial-vault.ts';
import { createHeldClock } from './testing/held-clock.ts';

const name = 'silent.vault.test/7';
const silent = { kind: 'memory', reason: 'This browser’s storage doesn’t answer.' };
const jobs = [1, 2, 3].map((id) => finished(id, { created: firstDay, end: firstDay + 60_000 }));
const change = { jobs, gone: [], crawl: initialCrawl };

async function open(clock: Clock = deviceClock): Promise<Store> {
  return openStore({ name, times: 'utc', clock });
}

/** As the other tab has it: it does not give way to an upgrade or a deletion. */
async function openRaw(version?: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(`jobwatch.archive/${name}`, version);
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('Not opened.')));
  });
}

/** A transaction that never ends, as each request is followed by another; call it to end it. */
function holdTransaction(db: IDBDatabase): () => void {
  let isHeld = true;
  const tx = db.transaction(['chunks', 'state'], 'readwrite');
  const ask = () => {
    if (isHeld) tx.objectStore('state').get('state').addEventListener('success', ask);
  };
  ask();
  return () => {
    isHeld = false;
  };
}

async function storeRows(): Promise<void> {
  const store = await open();
  await store.claim();
  await store.write(change);
  store.close();
}

afterEach(async () => {
  await dropStore(name, deviceClock);
});

test('storage that doesn’t open is replaced by memory, and the reason given', async () => {
  const old = await openRaw(1);
  const { clock, passUntil } = createHeldClock();
  expect((await passUntil(open(clock))).persistence()).toEqual(silent);
  old.close();
});

test('rows that can’t be loaded are not waited for, and nothing is written over them', async () => {
  await storeRows();
  const other = await openRaw();
  const end = holdTransaction(other);
  const { clock, passUntil } = createHeldClock();
  const store = await open(clock);
  expect(await passUntil(store.loadCrawl())).toBeUndefined();
  expect(store.persistence()).toEqual(silent);
  expect(store.failed.aborted).toBe(true);
  await store.claim();
  await store.write({ ...change, jobs: [] });
  end();
  other.close();
  const ids: string[] = [];
  const later = await open();
  await later.loadCrawl();
  await later.loadRows((batch) => ids.push(...batch.jobs.id));
  expect(ids).toEqual(['1', '2', '3']);
  later.close();
});

test('a write that never ends is given up', async () => {
  const { clock, passUntil } = createHeldClock();
  const store = await open(clock);
  await store.claim();
  const other = await openRaw();
  const end = holdTransaction(other);
  await passUntil(store.write(change));
  expect(store.persistence()).toEqual(silent);
  end();
  other.close();
});

test('rows are removed on sign-out although another tab delays the deletion', async () => {
  await storeRows();
  const other = await openRaw();
  const { clock, passUntil } = createHeldClock();
  await passUntil(dropStore(name, clock));
  const left = other.transaction('chunks').objectStore('chunks').count();
  await new Promise((resolve) => left.addEventListener('success', resolve));
  expect(left.result).toBe(0);
  other.close();
});
