/** One export from its start to the file, for the dialog that shows it. */
import { useEffect, useRef, useState } from 'react';

import { wordsOf } from '../components/error-words.ts';
import { deviceNow, vaultNow } from '../time/clock.ts';
import { recordExport } from './export-log.ts';
import { exportRows } from './export-rows.ts';
import { ExportFailure } from './failure.ts';
import type { Batch, Table } from './messages.ts';
import type { About, Dialect, Format } from './table.ts';

export type Run =
  | { kind: 'choosing' }
  | { kind: 'running'; rows: number; total: number; tookMs: number }
  | { kind: 'cancelled' }
  | { kind: 'saved'; fileName: string; rows: number; recorded: boolean }
  | { kind: 'failed'; words: string };

export type Chosen = { format: Format; dialect: Dialect; columns: 'shown' | 'all' };

/** What can be exported. Rows and columns are asked for when the export begins, not before. */
export type Source = {
  /** How many rows there are, as the viewer is told; another number of them is refused. */
  count: number;
  batches: () => Iterable<Batch> | AsyncIterable<Batch>;
  table: (columns: Chosen['columns']) => Table;
  zone: string;
  about: Omit<About, 'madeMs'>;
};

const paintMs = 100;

export function useRun(source: Source) {
  const [run, setRun] = useState<Run>({ kind: 'choosing' });
  const stop = useRef<AbortController>(undefined);
  const isRunning = run.kind === 'running';

  // Leaving would lose the file: the browser asks first, and a page that is gone stops writing.
  useEffect(() => {
    if (!isRunning) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    globalThis.addEventListener('beforeunload', warn);
    return () => globalThis.removeEventListener('beforeunload', warn);
  }, [isRunning]);
  useEffect(() => () => stop.current?.abort(), []);

  const start = async (chosen: Chosen) => {
    const control = new AbortController();
    stop.current = control;
    setRun({ kind: 'running', rows: 0, total: source.count, tookMs: 0 });
    try {
      setRun(await carryOut({ source, chosen, signal: control.signal, onRun: setRun }));
    } catch (error) {
      setRun(
        control.signal.aborted
          ? { kind: 'cancelled' }
          : { kind: 'failed', words: failureWords(error) },
      );
    }
  };
  return { run, start, cancel: () => stop.current?.abort() };
}

type Task = { source: Source; chosen: Chosen; signal: AbortSignal; onRun: (run: Run) => void };

async function carryOut({ source, chosen, signal, onRun }: Task): Promise<Run> {
  const about = { ...source.about, madeMs: vaultNow() };
  const startedMs = deviceNow();
  let paintedMs = startedMs;
  const { blob, fileName, rows } = await exportRows({
    batches: source.batches(),
    table: source.table(chosen.columns),
    format: chosen.format,
    dialect: chosen.dialect,
    zone: source.zone,
    about,
    expected: source.count,
    signal,
    onProgress(progress) {
      const now = deviceNow();
      if (now - paintedMs < paintMs) return;
      paintedMs = now;
      onRun({ kind: 'running', ...progress, tookMs: now - startedMs });
    },
  });
  save(blob, fileName);
  const { who, vault, filters, coverage } = about;
  const partial = coverage.kind === 'partial';
  const recorded = recordExport({ at: about.madeMs, who, vault, filters, fileName, rows, partial });
  return { kind: 'saved', fileName, rows, recorded };
}

function failureWords(error: unknown): string {
  if (error instanceof ExportFailure) return error.message;
  const { what, remedy } = wordsOf(error instanceof Error ? error : new Error(String(error)));
  return `Nothing was saved. ${what}. ${remedy}`;
}

/** Gives a file to the browser's downloads. */
function save(blob: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  // The browser begins to read only after the click; a minute is long enough even for asking where.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
