/**
 * Where in the log of records the next rows go. Pages are written as small records, and as soon as
 * they fill a block, they become one: a block opens faster than its pages, but to write it again with
 * each page would take the first reading three times as long.
 */
import type { Job } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';

import { fromStored, type StoredRows } from './stored-rows.ts';

/** First `gone` are removed, then `jobs` are added. */
export type Batch = { gone: readonly string[]; jobs: readonly Job[] };

/** The same as it is stored. */
export type StoredBatch = { gone: readonly string[]; jobs: StoredRows };

type LogRecord = { key: number; batch: Batch };

/** The record to write. It holds all that the records from `replacedFrom` on held, which go. */
export type NextRecord = LogRecord & { replacedFrom: number; small: readonly LogRecord[] };

const rowsPerBlock = 1_000;

export function createLogTail() {
  let last = 0;
  /** Those since the latest block, in their order. */
  let small: readonly LogRecord[] = [];

  return {
    /** The key of the latest record; 0 where there is none. */
    last: () => last,
    /** A record was loaded, in the order of keys. */
    load: ({ key, batch: { gone, jobs } }: { key: number; batch: StoredBatch }) => {
      // Jobs of blocks are never written again.
      const record = () => ({ key, batch: { gone, jobs: fromStored(jobs) } });
      small = isBlock(jobs.id.length) ? [] : [...small.filter((one) => one.key < key), record()];
      last = key;
    },
    /** Where these rows are to be written. */
    next: (batch: Batch): NextRecord => {
      const end = small.at(-1);
      // Single jobs that end now and then share a record instead of making one each.
      const isJoined =
        end !== undefined &&
        batch.gone.length === 0 &&
        end.batch.jobs.length + batch.jobs.length <= longestPage;
      const record = isJoined
        ? { key: end.key, batch: merged([end.batch, batch]) }
        : { key: last + 1, batch };
      const records = [...(isJoined ? small.slice(0, -1) : small), record];
      const rows = records.reduce((sum, { batch: { jobs } }) => sum + jobs.length, 0);
      if (rows < rowsPerBlock) return { ...record, replacedFrom: record.key, small: records };
      const block = merged(records.map((one) => one.batch));
      const replacedFrom = records[0]?.key ?? record.key;
      return { key: record.key, batch: block, replacedFrom, small: [] };
    },
    /** It was written. */
    commit: (record: NextRecord) => {
      last = record.key;
      small = record.small;
    },
  };
}

/** Blocks are never written again, so their keys matter only in relation to others. */
export function isBlock(rows: number): boolean {
  return rows > longestPage;
}

/** A batch that comes to the same as these, one after the other. */
function merged(batches: readonly Batch[]): Batch {
  const gone = new Set<string>();
  const jobs = new Map<string, Job>();
  for (const batch of batches) {
    for (const id of batch.gone) {
      gone.add(id);
      jobs.delete(id);
    }
    for (const job of batch.jobs) jobs.set(job.id, job);
  }
  return { gone: [...gone], jobs: [...jobs.values()] };
}
