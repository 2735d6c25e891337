import { createLazyRoute } from '@tanstack/react-router';
import { useMemo, useState } from 'react';

import type { Job } from '#contract/jobs.ts';

import { ListStates } from '../../components/ListStates.tsx';
import { PageTitle } from '../../components/PageTitle.tsx';
import { useZone } from '../../components/use-zone.ts';
import { columnsFor } from '../../jobs/columns/cells.tsx';
import { setPreference, usePreference } from '../../preferences.ts';
import { shownTitle } from '../../status/title.ts';
import { DataTable, type Selection } from '../../table/DataTable.tsx';
import { vaultNow } from '../../time/clock.ts';
import { zoneName } from '../../time/format.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Covered } from './Covered.tsx';
import { Filters } from './Filters.tsx';
import { Footer } from './Footer.tsx';
import { Ignored } from './Ignored.tsx';
import { Pager } from './Pager.tsx';
import type { ColumnId } from './search.ts';
import { Tools } from './Tools.tsx';
import { type Known, useKnown } from './use-history-rows.ts';
import { useHistorySearch } from './use-history-search.ts';

export const page = createLazyRoute('/signed-in/history')({ component: HistoryPage });

/** Every finished job: filtered, sorted, counted, taken away. */
function HistoryPage() {
  const { search } = useHistorySearch();
  const zone = useZone();
  const known = useKnown(search, zone);
  const [selection, setSelection] = useState<Selection>({});
  const beyond = known.rows?.length === 0 && search.page > 1;
  return (
    <div className="flex flex-col gap-2">
      <PageTitle page="History" />
      <h1 className="sr-only">History</h1>
      <Ignored pageBeyond={beyond} />
      <Panel title="Finished jobs" aside={`Times in ${zoneName(zone, vaultNow())}`}>
        <Filters known={known} zone={zone} />
        <Covered known={known} />
        <Tools known={known} zone={zone} selection={selection} />
        <ListStates
          known={known.rows !== undefined}
          error={known.error}
          empty={known.rows?.length === 0}
          nothing={<Nothing known={known} />}
          rows={12}
        >
          <Rows known={known} zone={zone} selection={selection} onSelection={setSelection} />
        </ListStates>
        <div className="border-line flex flex-wrap items-center justify-between gap-3 border-t p-2">
          <Pager total={known.total} shown={known.rows?.length ?? 0} more={known.more} />
          {known.all === undefined ? (
            <Footer jobs={known.rows ?? []} of="On this page" />
          ) : (
            <Footer
              jobs={known.all}
              of={known.coverage.kind === 'complete' ? 'All that match' : 'Of those read so far'}
            />
          )}
        </div>
      </Panel>
    </div>
  );
}

type RowsProps = {
  known: Known;
  zone: string;
  selection: Selection;
  onSelection: (selection: Selection) => void;
};

function Rows({ known, zone, selection, onSelection }: RowsProps) {
  const { search, set } = useHistorySearch();
  const widths = usePreference('columnWidths');
  const compact = usePreference('compact');
  // The same until they change, as the table keeps its rows for as long: see there.
  const columns = useMemo(() => columnsFor(search.columns, zone), [search.columns, zone]);
  const sortBy = (column: ColumnId) =>
    set({ sort: search.sort === `-${column}` ? column : `-${column}` });
  return (
    <div aria-busy={known.stale} className={known.stale ? 'opacity-60' : ''}>
      <DataTable
        label="Finished jobs"
        rows={known.rows ?? none}
        rowId={idOf}
        rowName={nameOf}
        columns={columns}
        sort={known.from === 'archive' ? search.sort : undefined}
        onSort={sortBy}
        widths={widths}
        onWidths={(value) => setPreference('columnWidths', value)}
        selection={selection}
        onSelection={onSelection}
        compact={compact}
      />
    </div>
  );
}

const none: readonly Job[] = [];
const idOf = ({ id }: Job) => id;
const nameOf = ({ title, id }: Job) => `${shownTitle(title)}, ${id}`;

/** Nothing at all, or nothing that matches: the second can be helped. */
function Nothing({ known }: { known: Known }) {
  if (known.coverage.kind === 'complete' && known.coverage.rows === 0)
    return 'No job has finished in this Vault yet.';
  if (known.coverage.kind !== 'complete' && known.from === 'archive') {
    return <Empty>No job among those read so far matches; reading goes on.</Empty>;
  }
  return 'No finished job matches these filters. Clear them, or widen the range.';
}
