import { afterEach, describe, expect, test, vi } from 'vitest';

import { jobId } from '#contract/field.ts';
import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { untouched } from './crawl/crawl-state.ts';
import { dropStore, openStore, type Store } from './store.ts';
import { tabs } from './tab-leader.ts';

const name = 'store.vault.test/7';

function job(id: number): Job {
  const created = Date.UTC(2021, 0, 1) - id * 60_000;
  return {
    id: jobId.parse(id),
    title: `Nightly synchronisation of site ${id % 97}`,
    status: id % 9 === 0 ? 'ERRORS_ENCOUNTERED' : 'SUCCESS',
    createdBy: undefined,
    created: instant(created),
    modifiedBy: undefined,
    modified: instant(created + 50_000),
    start: instant(created + 10_000),
    end: instant(created + 50_000),
  };
}

function page(from: number, rows: number): Job[] {
  return Array.from({ length: rows }, (_, place) => job(from + place));
}

async function everything(store: Store) {
  const ids = new Map<string, Job>();
  const crawl = await store.load(({ gone, jobs }) => {
    for (const id of gone) ids.delete(id);
    for (const job of jobs) ids.set(job.id, job);
  });
  return { ids: [...ids.keys()], jobs: [...ids.values()], crawl };
}

afterEach(async () => {
  vi.unstubAllGlobals();
  await dropStore(name);
});

describe('what is kept', () => {
  test('is there again in another page, rows and state as one', async () => {
    const store = await openStore(name, 'utc');
    expect(store.keeps()).toEqual({ kind: 'kept' });
    await store.write({ jobs: page(0, 200), gone: [], crawl: untouched });
    await store.write({ jobs: page(200, 3), gone: [], crawl: { ...untouched, total: 203 } });
    store.close();
    const again = await everything(await openStore(name, 'utc'));
    expect(again.jobs).toEqual(page(0, 203));
    expect(again.crawl?.total).toBe(203);
  });

  test('goes with what Vault no longer has, and comes back with what it has again', async () => {
    const store = await openStore(name, 'utc');
    await store.write({ jobs: page(0, 3), gone: [], crawl: untouched });
    await store.write({ jobs: [], gone: ['1'], crawl: untouched });
    expect((await everything(store)).ids).toEqual(['0', '2']);
    await store.write({ jobs: page(1, 1), gone: [], crawl: untouched });
    expect((await everything(store)).ids).toEqual(['0', '2', '1']);
    store.close();
  });

  test('a job at a time takes no more room than by the page', async () => {
    const store = await openStore(name, 'utc');
    for (let id = 0; id < 30; id += 1) {
      await store.write({ jobs: [job(id)], gone: [], crawl: untouched });
    }
    let records = 0;
    await store.load(() => void (records += 1));
    expect(records).toBe(1);
    store.close();
  });

  test('is read anew where Vault’s dates are to be read in another way', async () => {
    const store = await openStore(name, 'utc');
    await store.write({ jobs: page(0, 3), gone: [], crawl: untouched });
    store.close();
    const other = await openStore(name, 'Europe/Berlin');
    expect(await everything(other)).toMatchObject({ ids: [], crawl: undefined });
    other.close();
  });

  test('is followed by another tab, which hears only what may be new', async () => {
    const writer = await openStore(name, 'utc');
    await writer.write({ jobs: page(0, 200), gone: [], crawl: untouched });
    const follower = await openStore(name, 'utc');
    await everything(follower);
    await writer.write({ jobs: page(200, 200), gone: [], crawl: untouched });
    await writer.write({ jobs: page(400, 1), gone: [], crawl: { ...untouched, total: 401 } });
    const news: string[] = [];
    const crawl = await follower.load(({ jobs }) => news.push(...jobs.map(({ id }) => id)), true);
    expect(news).toHaveLength(401);
    expect(crawl?.total).toBe(401);
    writer.close();
    follower.close();
  });
});

describe('storage that fails', () => {
  test('is done without, and says so', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('Not here.', 'SecurityError');
      },
    });
    const store = await openStore(name, 'utc');
    expect(store.keeps()).toEqual({
      kind: 'memory',
      reason: 'This browser’s storage can’t be opened.',
    });
    await store.write({ jobs: page(0, 3), gone: [], crawl: untouched });
    expect(await everything(store)).toMatchObject({ ids: [], crawl: undefined });
    vi.unstubAllGlobals();
  });

  test('while it is written goes on from memory', async () => {
    const store = await openStore(name, 'utc');
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('Full.', 'QuotaExceededError');
    });
    await store.write({ jobs: page(0, 3), gone: [], crawl: untouched });
    expect(store.keeps()).toEqual({
      kind: 'memory',
      reason: 'This browser’s storage is full.',
    });
    vi.restoreAllMocks();
  });

  test('since another tab signed out holds nothing any more', async () => {
    const store = await openStore(name, 'utc');
    await store.write({ jobs: page(0, 3), gone: [], crawl: untouched });
    await dropStore(name);
    expect(store.keeps().kind).toBe('memory');
    const again = await openStore(name, 'utc');
    expect((await everything(again)).ids).toEqual([]);
    again.close();
  });
});

test('one tab reads at a time, the next when it is closed', async () => {
  const heard: unknown[] = [];
  const first = tabs(name, () => {});
  const second = tabs(name, (message) => heard.push(message));
  const signal = new AbortController().signal;
  await first?.lead(signal);
  let leads = false;
  const turn = second?.lead(signal).then(() => (leads = true));
  first?.tell({ kind: 'written' });
  await expect.poll(() => heard).toEqual([{ kind: 'written' }]);
  expect(leads).toBe(false);
  first?.close();
  await turn;
  expect(leads).toBe(true);
  second?.close();
});

test('100,000 rows open by and by: the first long before the last', async () => {
  const store = await openStore(name, 'utc');
  for (let from = 0; from < 100_000; from += 200) {
    await store.write({ jobs: page(from, 200), gone: [], crawl: untouched });
  }
  store.close();
  const began = performance.now();
  const again = await openStore(name, 'utc');
  let first: number | undefined;
  let rows = 0;
  /** How many had come when the page, after the first of them, came to do something else. */
  let rowsBefore: number | undefined;
  await again.load(({ jobs }) => {
    if (first === undefined) setTimeout(() => (rowsBefore = rows));
    first ??= performance.now() - began;
    rows += jobs.length;
  });
  const all = performance.now() - began;
  again.close();
  expect(rows).toBe(100_000);
  // oxlint-disable-next-line no-console -- the figure is what the budget is about
  console.log(
    `100,000 rows: first after ${Math.round(first ?? 0)} ms, all after ${Math.round(all)} ms`,
  );
  // Milliseconds are the machine's, and the bench's to judge; that a page needn't wait is ours.
  expect(rowsBefore).toBeLessThan(50_000);
}, 120_000);
