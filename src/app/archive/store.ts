/**
 * Where the archive outlives the page: IndexedDB, a database for each Vault and user. Rows lie in
 * records of about a page each, since 100,000 records would take seconds to open.
 */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';

import type { Job } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';

import type { Crawl } from './crawl/crawl-state.ts';

export type Change = { jobs: readonly Job[]; gone: readonly string[]; crawl: Crawl };

export type Store = {
  /** `memory`: nothing outlives the page, for the reason given in words. */
  keeps: () => { kind: 'kept' } | { kind: 'memory'; reason: string };
  /** Hands over all rows in batches, in the order they came; with `again`, only what may be new. */
  load: (take: (batch: Batch) => void, again?: boolean) => Promise<Crawl | undefined>;
  /** Rows and state together or not at all. Never rejects: a store that breaks becomes `memory`. */
  write: (change: Change) => Promise<void>;
  close: () => void;
};

/** First these are gone, then those are there. */
export type Batch = { gone: readonly string[]; jobs: readonly Job[] };

type Schema = DBSchema & {
  chunks: { key: number; value: { gone: string[]; jobs: Job[] } };
  state: { key: 'state'; value: { shape: string; crawl: Crawl } };
};

/** Changes with what is kept: rows of another shape are read anew. */
const shape = '2';
const prefix = 'jobwatch.archive/';
/** Records per reading: each reading is one task, and none should be long. */
const perReading = 25;

/** `name`: of Vault and user. `times`: how dates were read, since rows hold them as read. */
export async function openStore(name: string, times: string): Promise<Store> {
  if (!('indexedDB' in globalThis)) return memoryStore('This browser offers no storage.');
  try {
    return await kept(prefix + name, `${shape} ${times}`);
  } catch {
    return memoryStore('This browser’s storage can’t be opened.');
  }
}

export function memoryStore(reason: string): Store {
  return {
    keeps: () => ({ kind: 'memory', reason }),
    load: async () => Promise.resolve(undefined),
    write: async () => Promise.resolve(),
    close: () => {},
  };
}

/** On sign-out: nothing of this user stays on the device. */
export async function dropStore(name: string): Promise<void> {
  if (!('indexedDB' in globalThis)) return;
  await deleteDB(prefix + name).catch(() => {
    // A storage that can't be opened holds nothing either.
  });
}

async function kept(name: string, shape: string): Promise<Store> {
  let broken: string | undefined;
  const db = await openDB<Schema>(name, 1, {
    upgrade: (db) => {
      db.createObjectStore('chunks');
      db.createObjectStore('state');
    },
    // Another tab signs out, or is of a newer build: it must not wait for us.
    blocking: () => give('The rows kept in this browser were removed by another tab.'),
    terminated: () => give('This browser closed its storage.'),
  });
  await emptyUnless(db, shape);
  let last = 0;
  let tail: { gone: string[]; jobs: Job[] } = { gone: [], jobs: [] };

  function give(reason: string): void {
    broken ??= reason;
    db.close();
  }

  return {
    keeps: () => (broken === undefined ? { kind: 'kept' } : { kind: 'memory', reason: broken }),
    close: () => db.close(),

    load: async (take, again = false) => {
      if (broken !== undefined) return undefined;
      let from = again ? last : 0;
      for (;;) {
        const range = IDBKeyRange.lowerBound(from);
        const tx = db.transaction('chunks');
        const [keys, chunks] = await Promise.all([
          tx.store.getAllKeys(range, perReading),
          tx.store.getAll(range, perReading),
        ]);
        for (const chunk of chunks) take(chunk);
        last = keys.at(-1) ?? last;
        tail = chunks.at(-1) ?? tail;
        if (keys.length < perReading) break;
        from = last + 1;
      }
      return (await db.get('state', 'state'))?.crawl;
    },

    write: async ({ jobs, gone, crawl }) => {
      if (broken !== undefined) return;
      // A job that ends now and then would make a record each: they share the last one.
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
        give(
          cause instanceof Error && cause.name === 'QuotaExceededError'
            ? 'This browser’s storage is full.'
            : 'This browser’s storage can’t be written.',
        );
      }
    },
  };
}

async function emptyUnless(db: IDBPDatabase<Schema>, shape: string): Promise<void> {
  const tx = db.transaction(['chunks', 'state'], 'readwrite');
  const state = await tx.objectStore('state').get('state');
  if (state !== undefined && state.shape !== shape) {
    await Promise.all([tx.objectStore('chunks').clear(), tx.objectStore('state').clear()]);
  }
  await tx.done;
}
