/** What the page and the worker that writes files say to each other. */
import type { ExportColumnId, ExportedJob } from './columns.ts';
import type { About, Column, Dialect, Format, Value } from './table.ts';

/** Jobs become cells in the worker; other tables, such as those of charts, come as cells. */
export type Table =
  | {
      kind: 'jobs';
      columns: readonly ExportColumnId[];
      /** Names of users, by id. */
      names: ReadonlyMap<string, string>;
    }
  | { kind: 'cells'; columns: readonly Column[] };

export type Batch =
  | { kind: 'jobs'; jobs: readonly ExportedJob[] }
  | { kind: 'cells'; cells: readonly (readonly Value[])[] };

export type Order = {
  table: Table;
  format: Format;
  dialect: Dialect;
  zone: string;
  about: About;
  /** How many rows there are to be. */
  expected: number;
};

export type ToWorker =
  | { kind: 'order'; order: Order }
  | { kind: 'batch'; batch: Batch }
  | { kind: 'end' };

export type FromWorker =
  | { kind: 'written'; rows: number }
  | { kind: 'file'; blob: Blob; rows: number }
  | { kind: 'failed'; why: 'too-many-rows' | 'other-count' | 'broken'; words: string };
