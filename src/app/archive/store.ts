/**
 * Stores the archive in IndexedDB, one database per Vault and user. Each record holds about a page
 * of rows, since 100,000 records would take seconds to open.
 */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';

import type { Job } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';

import type { Crawl } from './crawl/crawl-state.ts';

export type Change = { jobs: readonly Job[]; gone: readonly string[]; crawl: Crawl };

export type Store = {
  /** `memory`: nothing is stored, for the reason in words. */
  persistence: () => { kind: 'persistent' } | { kind: 'memory'; reason: string };
  /** Passes on all batches in the order written; with `onlyNew`, those since the last load. */
  load: (onBatch: (batch: Batch) => void, onlyNew?: boolean) => Promise<Crawl | undefined>;
  /** Writes rows and state in one transaction. Never rejects: a store that fails becomes `memory`. */
  write: (change: Change) => Promise<void>;
  close: () => void;
};

/** First `gone` are removed, then `jobs` are added. */
export type Batch = { gone: readonly string[]; jobs: readonly Job[] };

type Schema = DBSchema & {
  chunks: { key: number; value: { gone: string[]; jobs: Job[] } };
  state: { key: 'state'; value: { shape: string; crawl: Crawl } };
};

/** Raise it when the form of `Job` or `Crawl` changes: data of another shape is discarded. */
const shape = '3';
const prefix = 'jobwatch.archive/';
/** Each read blocks the page, and none should do so for long. */
const recordsPerRead = 25;

/** `name`: of Vault and user. `times`: how Vault's dates were interpreted when rows were stored. */
export async function openStore(name: string, times: string): Promise<Store> {
  if (!('indexedDB' in globalThis)) return memoryStore('This browser offers no storage.');
  try {
    return await openDatabase(prefix + name, `${shape} ${times}`);
  } catch {
    return memoryStore('This browser’s storage can’t be opened.');
  }
}

export function memoryStore(reason: string): Store {
  return {
    persistence: () => ({ kind: 'memory', reason }),
    load: async () => Promise.resolve(undefined),
    write: async () => Promise.resolve(),
    close: () => {},
  };
}

/** On sign-out: nothing of this user stays on the device. */
export async function dropStore(name: string): Promise<void> {
  if (!('indexedDB' in globalThis)) return;
  await deleteDB(prefix + name).catch(() => {
    // Storage that can't be opened holds nothing either.
  });
}

async function openDatabase(name: string, shape: string): Promise<Store> {
  let failure: string | undefined;
  const db = await openDB<Schema>(name, 1, {
    upgrade: (db) => {
      db.createObjectStore('chunks');
      db.createObjectStore('state');
    },
    // Another tab signs out or has a newer build: it must not wait for this one.
    blocking: () => fail('The rows kept in this browser were removed by another tab.'),
    terminated: () => fail('This browser closed its storage.'),
  });
  await clearUnlessShape(db, shape);
  let last = 0;
  let tail: { gone: string[]; jobs: Job[] } = { gone: [], jobs: [] };

  function fail(reason: string): void {
    failure ??= reason;
    db.close();
  }

  return {
    persistence: () =>
      failure === undefined ? { kind: 'persistent' } : { kind: 'memory', reason: failure },
    close: () => db.close(),

    load: async (onBatch, onlyNew = false) => {
      if (failure !== undefined) return undefined;
      let from = onlyNew ? last : 0;
      for (;;) {
        const range = IDBKeyRange.lowerBound(from);
        const tx = db.transaction('chunks');
        const [keys, chunks] = await Promise.all([
          tx.store.getAllKeys(range, recordsPerRead),
          tx.store.getAll(range, recordsPerRead),
        ]);
        for (const chunk of chunks) onBatch(chunk);
        last = keys.at(-1) ?? last;
        tail = chunks.at(-1) ?? tail;
        if (keys.length < recordsPerRead) break;
        from = last + 1;
      }
      return (await db.get('state', 'state'))?.crawl;
    },

    write: async ({ jobs, gone, crawl }) => {
      if (failure !== undefined) return;
      // Single jobs that end now and then share the last record instead of making one each.
      const joins = gone.length === 0 && tail.jobs.length + jobs.length <= longestPage;
      const next = joins
        ? { gone: tail.gone, jobs: [...tail.jobs, ...jobs] }
        : { gone: [...gone], jobs: [...jobs] };
      const key = joins ? last : last + 1;
      try {
        const tx = db.transaction(['chunks', 'state'], 'readwrite');
        const written = [
          tx.objectStore('state').put({ shape, crawl }, 'state'),
          ...(jobs.length + gone.length > 0 ? [tx.objectStore('chunks').put(next, key)] : []),
        ];
        await Promise.all([...written, tx.done]);
        if (jobs.length + gone.length > 0) [last, tail] = [key, next];
      } catch (cause) {
        fail(
          cause instanceof Error && cause.name === 'QuotaExceededError'
            ? 'This browser’s storage is full.'
            : 'This browser’s storage can’t be written.',
        );
      }
    },
  };
}

async function clearUnlessShape(db: IDBPDatabase<Schema>, shape: string): Promise<void> {
  const tx = db.transaction(['chunks', 'state'], 'readwrite');
  const state = await tx.objectStore('state').get('state');
  if (state !== undefined && state.shape !== shape) {
    await Promise.all([tx.objectStore('chunks').clear(), tx.objectStore('state').clear()]);
  }
  await tx.done;
}
