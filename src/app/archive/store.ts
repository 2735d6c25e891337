/**
 * Stores the archive in IndexedDB, one database per Vault and user. Each record is a block of rows,
 * by column. Several tabs share a database: all load, and only the one that claimed it last writes.
 */
import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb';

import type { Job } from '#contract/jobs.ts';

import { type Clock, limited, painted } from './clock.ts';
import type { Crawl } from './crawl/crawl-state.ts';
import { databaseName } from './database-name.ts';
import { createLogTail, isBlock, type NextRecord, type StoredBatch } from './log-tail.ts';
import { createFailure, type Failure, reasonOf } from './store-failure.ts';
import { toStored } from './stored-rows.ts';

export type Change = { jobs: readonly Job[]; gone: readonly string[]; crawl: Crawl };

export type Store = {
  /** `memory`: nothing is stored, for the reason in words. */
  persistence: () => { kind: 'persistent' } | { kind: 'memory'; reason: string };
  /** Aborted once it is `memory`. */
  failed: AbortSignal;
  /** The stored state. Rows are loaded after it: they are then at least those that it counts. */
  loadCrawl: () => Promise<Crawl | undefined>;
  /** Passes on all batches in the order written; with `onlyNew`, those since the last load. */
  loadRows: (onBatch: (batch: StoredBatch) => void, onlyNew?: boolean) => Promise<void>;
  /** From now on no other store of this name can write. Load what is new before the first write. */
  claim: () => Promise<void>;
  /**
   * Writes rows and state in one transaction. False if another tab has claimed the database
   * since: then nothing is written. Like the others it never rejects: a store that fails becomes
   * `memory`.
   */
  write: (change: Change) => Promise<boolean>;
  close: () => void;
};

type Schema = DBSchema & {
  chunks: { key: number; value: StoredBatch };
  /** `claims`: how often it was claimed; the latest claim alone may write. */
  state: { key: 'state'; value: { shape: string; claims: number; crawl?: Crawl } };
};

/** Raise it when the form of `Job` or `Crawl` changes: data of another shape is discarded. */
const shape = '5';
/** Raise it with the rules of writing: a tab that still runs an older build then closes its store. */
const version = 3;
/** None is long, as it blocks the page. While one is looked at, the browser reads on. */
const reading = { firstRecords: 2, keysLater: 100, atOnce: 3 };
/** An upgrade can be blocked, or a transaction never end, for as long as another tab stands still. */
const limitMs = { open: 5_000, read: 5_000, write: 15_000 };

export type StoreOptions = {
  /** Of Vault and user. */
  name: string;
  /** How Vault's dates were interpreted when rows were stored. */
  times: string;
  clock: Clock;
};

export async function openStore({ name, times, clock }: StoreOptions): Promise<Store> {
  if (!('indexedDB' in globalThis)) return memoryStore('This browser offers no storage.');
  try {
    const { db, failure } = await openDatabase(name, clock);
    return databaseStore({ db, shape: `${shape} ${times}`, clock, failure });
  } catch (cause) {
    return memoryStore(reasonOf(cause, 'opened'));
  }
}

export function memoryStore(reason: string): Store {
  return {
    persistence: () => ({ kind: 'memory', reason }),
    failed: AbortSignal.abort(),
    loadCrawl: async () => Promise.resolve(undefined),
    loadRows: async () => Promise.resolve(),
    claim: async () => Promise.resolve(),
    write: async () => Promise.resolve(true),
    close: () => {},
  };
}

/** On sign-out: nothing of this user stays on the device. */
export async function dropStore(name: string, clock: Clock): Promise<void> {
  if (!('indexedDB' in globalThis)) return;
  try {
    // A tab that stands still blocks the deletion until it goes on or is closed: first the rows go.
    const { db } = await openDatabase(name, clock);
    const tx = db.transaction(['chunks', 'state'], 'readwrite');
    const cleared = [tx.objectStore('chunks').clear(), tx.objectStore('state').clear(), tx.done];
    await limited(Promise.all(cleared), clock, limitMs.write).finally(() => db.close());
  } catch {
    // What can't be opened may still be deleted.
  }
  await limited(deleteDB(databaseName(name)), clock, limitMs.open).catch(() => {
    // Blocked, it is deleted as soon as that is possible.
  });
}

async function openDatabase(name: string, clock: Clock) {
  const failure = createFailure();
  const opening = openDB<Schema>(databaseName(name), version, {
    upgrade: (db) => {
      for (const name of ['chunks', 'state'] as const) {
        if (!db.objectStoreNames.contains(name)) db.createObjectStore(name);
      }
    },
    // Another tab signs out or has a newer build: it must not wait for this one.
    blocking: () => failure.fail('The rows kept in this browser were removed by another tab.'),
    terminated: () => failure.fail('This browser closed its storage.'),
  });
  try {
    return { db: await limited(opening, clock, limitMs.open), failure };
  } catch (cause) {
    // Should it open after all, it must not block another tab.
    void opening.then(
      (late) => late.close(),
      () => {},
    );
    throw cause;
  }
}

type Chunks = IDBPObjectStore<Schema, ('chunks' | 'state')[], 'chunks', 'readwrite'>;

function putRecord(chunks: Chunks, { key, batch, replacedFrom }: NextRecord): Promise<unknown>[] {
  const put = chunks.put({ gone: batch.gone, jobs: toStored(batch.jobs) }, key);
  if (replacedFrom === key) return [put];
  return [put, chunks.delete(IDBKeyRange.bound(replacedFrom, key, false, true))];
}

type Database = { db: IDBPDatabase<Schema>; shape: string; clock: Clock; failure: Failure };

function databaseStore({ db, shape, clock, failure }: Database): Store {
  let tail = createLogTail();
  let claims = 0;
  /** The rows are of this shape, or there are none. */
  let isReadable = false;
  failure.signal.addEventListener('abort', () => db.close());

  /** Undefined if it fails: then the store is `memory`. */
  async function attempt<T>(work: () => Promise<T>, ms: number): Promise<T | undefined> {
    if (failure.signal.aborted) return undefined;
    try {
      return await limited(work(), clock, ms);
    } catch (cause) {
      failure.fail(reasonOf(cause, 'read or written'));
      return undefined;
    }
  }

  /** The first records, and the key of the last one: to ask for all keys would read all records. */
  async function firstRead(from: number) {
    const range = IDBKeyRange.lowerBound(from);
    const { store } = db.transaction('chunks');
    const [keys, chunks, end] = await Promise.all([
      store.getAllKeys(range, reading.firstRecords),
      store.getAll(range, reading.firstRecords),
      store.openKeyCursor(null, 'prev'),
    ]);
    return { keys, chunks, last: end?.key ?? 0 };
  }

  /** `before` may be Infinity: then those are included that came meanwhile. */
  async function laterRead(from: number, before: number) {
    const range = IDBKeyRange.bound(from, before, false, true);
    const { store } = db.transaction('chunks');
    const chunks = await store.getAll(range);
    // Keys take as long to read as the records. Those of blocks that others follow are not needed.
    const isNeeded = before === Infinity || !chunks.every(({ jobs }) => isBlock(jobs.id.length));
    return { chunks, keys: isNeeded ? await store.getAllKeys(range) : [] };
  }

  async function claim(): Promise<void> {
    const tx = db.transaction(['chunks', 'state'], 'readwrite');
    const stored = await tx.objectStore('state').get('state');
    const isOurs = stored === undefined || stored.shape === shape;
    const next = (stored?.claims ?? 0) + 1;
    await Promise.all([
      tx.objectStore('state').put({ ...(isOurs && stored), shape, claims: next }, 'state'),
      ...(isOurs ? [] : [tx.objectStore('chunks').clear()]),
      tx.done,
    ]);
    if (!isOurs) tail = createLogTail();
    [claims, isReadable] = [next, true];
  }

  async function write({ jobs, gone, crawl }: Change): Promise<boolean> {
    const tx = db.transaction(['chunks', 'state'], 'readwrite');
    const stored = await tx.objectStore('state').get('state');
    if (stored?.claims !== claims) {
      await tx.done;
      return false;
    }
    const hasRows = jobs.length + gone.length > 0;
    const next = hasRows ? tail.next({ gone, jobs }) : undefined;
    await Promise.all([
      tx.objectStore('state').put({ shape, claims, crawl }, 'state'),
      ...(next === undefined ? [] : putRecord(tx.objectStore('chunks'), next)),
      tx.done,
    ]);
    if (next !== undefined) tail.commit(next);
    return true;
  }

  return {
    persistence: () => {
      const reason = failure.reason();
      return reason === undefined ? { kind: 'persistent' } : { kind: 'memory', reason };
    },
    failed: failure.signal,
    loadCrawl: async () => {
      const stored = await attempt(async () => db.get('state', 'state'), limitMs.read);
      // Another build or another setting of the server: whoever claims it next discards it.
      isReadable = stored?.shape === shape;
      return isReadable ? stored?.crawl : undefined;
    },
    loadRows: async (onBatch, onlyNew = false) => {
      if (!isReadable) return;
      const pass = ({ keys, chunks }: { keys: number[]; chunks: StoredBatch[] }) => {
        for (const [at, batch] of chunks.entries()) {
          tail.load({ key: keys[at] ?? 0, batch });
          onBatch(batch);
        }
      };
      const first = await attempt(async () => firstRead(onlyNew ? tail.last() : 0), limitMs.read);
      if (first === undefined) return;
      pass(first);
      const starts: number[] = [];
      const next = (first.keys.at(-1) ?? first.last) + 1;
      for (let from = next; from <= first.last; from += reading.keysLater) starts.push(from);
      // Else the browser would deal with all that it reads before it paints the first rows.
      if (starts.length > 0) await painted(clock);
      const reads: ReturnType<typeof laterRead>[] = [];
      for (let at = 0; at < starts.length; at += 1) {
        for (const from of starts.slice(reads.length, at + reading.atOnce)) {
          reads.push(laterRead(from, starts[reads.length + 1] ?? Infinity));
          reads.at(-1)?.catch(() => {}); // Said where it is awaited.
        }
        const read = await attempt(async () => reads[at], limitMs.read);
        if (read === undefined) return;
        pass(read);
      }
    },
    claim: async () => attempt(claim, limitMs.write),
    write: async (change) => (await attempt(async () => write(change), limitMs.write)) ?? true,
    close: () => db.close(),
  };
}
