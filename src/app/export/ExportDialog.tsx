import { useState } from 'react';

import { roughly } from '#insight/time/format.ts';

import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { counted, number } from '../ui/number.ts';
import { ExportChoices } from './ExportChoices.tsx';
import { type Chosen, type Run, type Source, useRun } from './use-export.ts';

type Props = { title: string; source: Source; onClose: () => void };

const first: Chosen = {
  format: 'csv',
  dialect: { separator: ',', bom: true },
  columns: 'shown',
};

/** What file to make, how far it is, and what became of it. */
export function ExportDialog({ title, source, onClose }: Props) {
  const [chosen, setChosen] = useState(first);
  const { run, start, cancel } = useRun(source);
  const { coverage } = source.about;
  const isRunning = run.kind === 'running';
  return (
    <Dialog title={title} onClose={isRunning ? undefined : onClose}>
      <form
        className="flex flex-col gap-3 pt-3 text-sm"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isRunning) void start(chosen);
        }}
      >
        {coverage.kind === 'partial' && (
          <Notice>
            <strong>PARTIAL</strong>: {coverage.words}. The file will hold only these rows, and its
            name will say so.
          </Notice>
        )}
        {isRunning ? (
          <ExportProgress {...run} />
        ) : (
          <ExportChoices chosen={chosen} zone={source.zone} onChange={setChosen} />
        )}
        <Outcome run={run} />
        <div className="flex justify-end gap-2">
          {isRunning ? (
            <Button onClick={cancel}>Cancel</Button>
          ) : (
            <>
              <Button onClick={onClose}>Close</Button>
              <Button type="submit" variant="primary">
                Export
              </Button>
            </>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function Outcome({ run }: { run: Run }) {
  switch (run.kind) {
    case 'choosing':
    case 'running':
      return null;
    case 'cancelled':
      return <p role="status">Cancelled. Nothing was saved.</p>;
    case 'saved':
      return (
        <p role="status">
          {counted(run.rows, 'row is', 'rows are')} in{' '}
          <span className="break-all">{run.fileName}</span>.
          {!run.recorded && ' This export could not be recorded in the browser’s export log.'}
        </p>
      );
    case 'failed':
      return <Notice tone="bad">{run.words}</Notice>;
  }
}

type ProgressProps = { rows: number; total: number; tookMs: number };

/** How far it is, and how long it will take: told only once that can be. */
function ExportProgress({ rows, total, tookMs }: ProgressProps) {
  const leftMs = rows === 0 ? 0 : (tookMs / rows) * (total - rows);
  const canTell = tookMs > 1_000 && rows > 0 && rows < total;
  return (
    <div className="flex flex-col gap-1">
      <progress
        aria-label="Rows written"
        className="accent-accent w-full"
        value={rows}
        max={total}
      />
      <p>
        {number(rows)} of {counted(total, 'row')} written
        {canTell && `, about ${roughly(leftMs + 1_000)} left`}
      </p>
    </div>
  );
}
