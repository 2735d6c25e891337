/** Writes one file from what comes in messages: all of the worker but its thread. */
import { exportColumns } from './columns.ts';
import { ExportFailure, refuseForExcel, refuseOtherCount } from './failure.ts';
import { csvWriter } from './formats/csv.ts';
import { jsonWriter, linesWriter } from './formats/json.ts';
import { xlsxWriter } from './formats/xlsx/xlsx.ts';
import type { Batch, FromWorker, Order, ToWorker } from './messages.ts';
import { cells, type Column, type Value, type Writer } from './table.ts';

type Row = readonly Value[];
type Open = { order: Order; file: Writer; cellsOf: (batch: Batch) => readonly Row[]; rows: number };

/** Answers each message; after a failure it is silent. */
export function createExportSession(
  answer: (message: FromWorker) => void,
): (message: ToWorker) => void {
  let open: Open | undefined;
  return (message) => {
    try {
      if (message.kind === 'order') open = begin(message.order);
      else if (open !== undefined) answer(handleMessage(open, message));
    } catch (error) {
      open = undefined;
      answer(failed(error));
    }
  };
}

function begin(order: Order): Open {
  const { table, zone, about, expected } = order;
  if (order.format === 'xlsx') refuseForExcel(expected);
  if (table.kind === 'cells') {
    return { order, file: createWriter(order, table.columns), cellsOf: cellsUnchanged, rows: 0 };
  }
  const { vault, madeMs } = about;
  const columns = exportColumns(table.columns, { zone, names: table.names, vault, madeMs });
  const cellsOf = (batch: Batch) =>
    batch.kind === 'jobs' ? batch.jobs.map((job) => cells(columns, job)) : [];
  const described = columns.map(({ key, header, kind }) => ({ key, header, kind }));
  return { order, file: createWriter(order, described), cellsOf, rows: 0 };
}

function cellsUnchanged(batch: Batch): readonly Row[] {
  return batch.kind === 'cells' ? batch.cells : [];
}

function createWriter({ zone, about, format, dialect }: Order, columns: readonly Column[]): Writer {
  const sheet = { columns, zone, about };
  switch (format) {
    case 'csv':
      return csvWriter(sheet, dialect);
    case 'xlsx':
      return xlsxWriter(sheet);
    case 'json':
      return jsonWriter(sheet);
    case 'ndjson':
      return linesWriter(sheet);
  }
}

function handleMessage(open: Open, message: Exclude<ToWorker, { kind: 'order' }>): FromWorker {
  switch (message.kind) {
    case 'batch': {
      const rows = open.cellsOf(message.batch);
      open.file.add(rows);
      open.rows += rows.length;
      return { kind: 'written', rows: open.rows };
    }
    case 'end': {
      refuseOtherCount(open.rows, open.order.expected);
      return { kind: 'file', blob: open.file.finish(), rows: open.rows };
    }
  }
}

function failed(error: unknown): FromWorker {
  if (error instanceof ExportFailure)
    return { kind: 'failed', why: error.kind, words: error.message };
  const detail = error instanceof Error ? ` (${error.message})` : '';
  return {
    kind: 'failed',
    why: 'broken',
    words: `Nothing was saved: the file could not be written${detail}. Try another format.`,
  };
}
