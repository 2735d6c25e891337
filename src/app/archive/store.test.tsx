import * as v from 'valibot';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { jobId } from '#contract/field.ts';
import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { fc } from '#contract/testing/property-test.ts';

import { deviceClock } from './clock.ts';
import { initialCrawl } from './crawl/crawl-state.ts';
import { dropStore, openStore, type Store } from './store.ts';
import { fromStored } from './stored-rows.ts';

const name = 'store.vault.test/7';

function job(id: number): Job {
  const created = Date.UTC(2021, 0, 1) - id * 60_000;
  return {
    id: v.parse(jobId, id),
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

async function open(times = 'utc'): Promise<Store> {
  return openStore({ name, times, clock: deviceClock });
}

/** One that may write. */
async function openFirst(): Promise<Store> {
  const store = await open();
  await store.claim();
  return store;
}

async function everything(store: Store) {
  const ids = new Map<string, Job>();
  const crawl = await store.loadCrawl();
  await store.loadRows(({ gone, jobs }) => {
    for (const id of gone) ids.delete(id);
    for (const job of fromStored(jobs)) ids.set(job.id, job);
  });
  return { ids: [...ids.keys()], jobs: [...ids.values()], crawl };
}

afterEach(async () => {
  vi.unstubAllGlobals();
  await dropStore(name, deviceClock);
});

describe('stored rows', () => {
  test('are there in another page, together with the crawl state', async () => {
    const store = await openFirst();
    expect(store.persistence()).toEqual({ kind: 'persistent' });
    await store.write({ jobs: page(0, 200), gone: [], crawl: initialCrawl });
    await store.write({ jobs: page(200, 3), gone: [], crawl: { ...initialCrawl, total: 203 } });
    store.close();
    const reopened = await everything(await open());
    expect(reopened.jobs).toEqual(page(0, 203));
    expect(reopened.crawl?.total).toBe(203);
  });

  test('go when Vault no longer has them, and come back when it has them again', async () => {
    const store = await openFirst();
    await store.write({ jobs: page(0, 3), gone: [], crawl: initialCrawl });
    await store.write({ jobs: [], gone: ['1'], crawl: initialCrawl });
    expect((await everything(store)).ids).toEqual(['0', '2']);
    await store.write({ jobs: page(1, 1), gone: [], crawl: initialCrawl });
    expect((await everything(store)).ids).toEqual(['0', '2', '1']);
    store.close();
  });

  test('written one by one take no more records than by the page', async () => {
    const store = await openFirst();
    for (let id = 0; id < 30; id += 1) {
      await store.write({ jobs: [job(id)], gone: [], crawl: initialCrawl });
    }
    let records = 0;
    await store.loadRows(() => void (records += 1));
    expect(records).toBe(1);
    store.close();
  });

  test('are discarded if Vault’s dates are to be interpreted differently', async () => {
    const store = await openFirst();
    await store.write({ jobs: page(0, 3), gone: [], crawl: initialCrawl });
    store.close();
    const other = await open('Europe/Berlin');
    expect(await everything(other)).toMatchObject({ ids: [], crawl: undefined });
    other.close();
  });

  test('are followed by another tab, which loads only what may be new', async () => {
    const writer = await openFirst();
    await writer.write({ jobs: page(0, 200), gone: [], crawl: initialCrawl });
    const follower = await open();
    await everything(follower);
    await writer.write({ jobs: page(200, 200), gone: [], crawl: initialCrawl });
    await writer.write({ jobs: page(400, 1), gone: [], crawl: { ...initialCrawl, total: 401 } });
    const news: string[] = [];
    expect((await follower.loadCrawl())?.total).toBe(401);
    await follower.loadRows(({ jobs }) => news.push(...jobs.id), true);
    expect(news).toHaveLength(401);
    writer.close();
    follower.close();
  });
});

const anyWrite = fc.record({
  from: fc.nat(40).map((nth) => nth * 50),
  rows: fc.constantFrom(0, 1, 1, 2, 200, 200, 450, 999, 1_000),
  gone: fc.array(fc.nat(2_500).map(String), { maxLength: 3 }),
  isFollowed: fc.boolean(),
});

test('whatever is written is read again: each row once, as it was written last', async () => {
  const written = fc.asyncProperty(fc.array(anyWrite, { maxLength: 12 }), async (writes) => {
    const expected = new Map<string, Job>();
    const writer = await openFirst();
    const follower = await open();
    const followed = new Map<string, Job>();
    const follow = async () => {
      await follower.loadCrawl();
      await follower.loadRows(({ gone, jobs }) => {
        for (const id of gone) followed.delete(id);
        for (const one of fromStored(jobs)) followed.set(one.id, one);
      }, followed.size > 0);
    };
    for (const [nth, { from, rows, gone, isFollowed }] of writes.entries()) {
      const jobs = page(from, rows).map((one) => ({ ...one, title: `Written ${nth}` }));
      for (const id of gone) expected.delete(id);
      for (const one of jobs) expected.set(one.id, one);
      await writer.write({ jobs, gone, crawl: { ...initialCrawl, total: nth } });
      if (isFollowed) await follow();
    }
    writer.close();
    await follow();
    expect(followed).toEqual(expected);
    const reopened = await open();
    const read = await everything(reopened);
    expect(new Map(read.jobs.map((one) => [one.id, one]))).toEqual(expected);
    expect(read.crawl?.total).toBe(writes.length === 0 ? undefined : writes.length - 1);
    reopened.close();
    follower.close();
    await dropStore(name, deviceClock);
  });
  await fc.assert(written, { numRuns: 40 });
});

describe('storage that fails', () => {
  test('is replaced by memory, with the reason', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('Not here.', 'SecurityError');
      },
    });
    const store = await openFirst();
    expect(store.persistence()).toEqual({
      kind: 'memory',
      reason: 'This browser’s storage can’t be opened.',
    });
    await store.write({ jobs: page(0, 3), gone: [], crawl: initialCrawl });
    expect(await everything(store)).toMatchObject({ ids: [], crawl: undefined });
    vi.unstubAllGlobals();
  });

  test('while writing is replaced by memory', async () => {
    const store = await openFirst();
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('Full.', 'QuotaExceededError');
    });
    await store.write({ jobs: page(0, 3), gone: [], crawl: initialCrawl });
    expect(store.persistence()).toEqual({
      kind: 'memory',
      reason: 'This browser’s storage is full.',
    });
    vi.restoreAllMocks();
  });

  test('because another tab signed out holds nothing any more', async () => {
    const store = await openFirst();
    await store.write({ jobs: page(0, 3), gone: [], crawl: initialCrawl });
    await dropStore(name, deviceClock);
    expect(store.persistence().kind).toBe('memory');
    const reopened = await open();
    expect((await everything(reopened)).ids).toEqual([]);
    reopened.close();
  });
});

describe('several tabs', () => {
  test('write one at a time: the one that claimed the store last, and none before', async () => {
    const first = await openFirst();
    expect(await first.write({ jobs: page(0, 1), gone: [], crawl: initialCrawl })).toBe(true);
    const second = await open();
    expect(await second.write({ jobs: page(7, 1), gone: [], crawl: initialCrawl })).toBe(false);
    await second.claim();
    await everything(second);
    expect(await first.write({ jobs: page(8, 1), gone: [], crawl: initialCrawl })).toBe(false);
    expect(await second.write({ jobs: page(1, 1), gone: [], crawl: initialCrawl })).toBe(true);
    expect((await everything(first)).ids).toEqual(['0', '1']);
    first.close();
    second.close();
  });
});

test('100,000 rows load step by step: the first long before the last', async () => {
  const store = await openFirst();
  for (let from = 0; from < 100_000; from += 200) {
    await store.write({ jobs: page(from, 200), gone: [], crawl: initialCrawl });
  }
  store.close();
  const began = performance.now();
  const reopened = await open();
  let first: number | undefined;
  let rows = 0;
  /** How many had loaded when the page, after the first of them, got to do something else. */
  let rowsBefore: number | undefined;
  let rowsPainted: number | undefined;
  await reopened.loadCrawl();
  await reopened.loadRows(({ jobs }) => {
    if (first === undefined) {
      setTimeout(() => (rowsBefore = rows));
      requestAnimationFrame(() => (rowsPainted = rows));
    }
    first ??= performance.now() - began;
    rows += jobs.id.length;
  });
  const all = performance.now() - began;
  reopened.close();
  expect(rows).toBe(100_000);
  // oxlint-disable-next-line no-console -- the measured time is of interest
  console.log(
    `100,000 rows: first after ${Math.round(first ?? 0)} ms, all after ${Math.round(all)} ms`,
  );
  // How long it takes depends on the machine; that the page is not blocked meanwhile does not.
  expect(rowsBefore).toBeLessThan(50_000);
  expect(rowsPainted).toBeLessThanOrEqual(2_000);
}, 120_000);
