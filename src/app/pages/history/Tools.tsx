import { Copy } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';

import type { Job } from '#contract/jobs.ts';

import { exportColumns } from '../../export/columns.ts';
import { ExportButton } from '../../export/ExportButton.tsx';
import { tsv } from '../../export/formats/csv.ts';
import { loadChunk } from '../../load-chunk.ts';
import { setPreference, usePreference } from '../../preferences.ts';
import type { Selection } from '../../table/DataTable.tsx';
import { vaultNow } from '../../time/clock.ts';
import { Button } from '../../ui/Button.tsx';
import { ColumnsDialog } from './ColumnsDialog.tsx';
import { isReadThrough } from './source.ts';
import { useExportSource } from './use-export-source.ts';
import type { HistoryRows } from './use-history-rows.ts';
import { ViewsMenu } from './ViewsMenu.tsx';

// Only paper shows it.
const PrintedNote = lazy(async () => ({
  default: (await loadChunk(import('../../export/PrintedNote.tsx'))).PrintedNote,
}));

type Props = { rows: HistoryRows; zone: string; selection: Selection };

/** Saved views, columns, and export. */
export function Tools({ rows, zone, selection }: Props) {
  const [choosing, setChoosing] = useState(false);
  const compact = usePreference('compact');
  const { exported } = rows;
  const isAnySelected = Object.keys(selection).length > 0;
  const selected = isAnySelected ? exported().filter(({ id }) => selection[id] === true) : [];
  const count = (rows.matching?.rows ?? rows.rows ?? []).length;
  const matchingSource = useExportSource(rows, zone, { count, jobs: exported });
  const selectedSource = useExportSource(rows, zone, {
    count: selected.length,
    jobs: () => selected,
  });
  return (
    <>
      {!import.meta.env.SSR && (
        <Suspense fallback={null}>
          <PrintedNote source={matchingSource} />
        </Suspense>
      )}
      <div className="flex flex-wrap items-center gap-2 px-3 py-1 print:hidden">
        <ViewsMenu zone={zone} />
        <Button onClick={() => setChoosing(true)}>Columns</Button>
        <Button aria-pressed={compact} onClick={() => setPreference('compact', !compact)}>
          Compact rows
        </Button>
        <span className="ml-auto flex flex-wrap gap-2">
          {selected.length > 0 && (
            <>
              <CopyRows
                key={selected.map(({ id }) => id).join()}
                source={selectedSource}
                rows={selected}
                zone={zone}
              />
              <ExportButton what="selected" source={selectedSource} />
            </>
          )}
          <ExportButton
            what={rows.source === 'archive' && isReadThrough(rows.coverage) ? 'matching' : 'rows'}
            source={matchingSource}
          />
        </span>
        {choosing && <ColumnsDialog onClose={() => setChoosing(false)} />}
      </div>
    </>
  );
}

type CopyProps = {
  source: ReturnType<typeof useExportSource>;
  rows: readonly Job[];
  zone: string;
};

/** Copies as tab-separated text, with the same guard against formulas as a file. */
function CopyRows({ source, rows, zone }: CopyProps) {
  const [done, setDone] = useState<string>();
  const copy = async () => {
    const table = source.table('shown');
    if (table.kind !== 'jobs') return;
    const columns = exportColumns(table.columns, {
      zone,
      names: table.names,
      vault: source.about.vault,
      madeMs: vaultNow(),
    });
    await navigator.clipboard.writeText(tsv({ columns, rows, zone }));
    setDone(`Copied ${rows.length}`);
  };
  return (
    <Button onClick={() => void copy().catch(() => setDone('The browser did not allow copying'))}>
      <Copy aria-hidden size={14} />
      <span aria-live="polite">{done ?? `Copy ${rows.length} selected`}</span>
    </Button>
  );
}
