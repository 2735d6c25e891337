import { createLazyRoute } from '@tanstack/react-router';
import { memo, useEffect, useMemo, useState } from 'react';

import type { Job } from '#contract/jobs.ts';
import { shownTitle } from '#insight/status/title.ts';
import { span, zoneName } from '#insight/time/format.ts';

import { ListStates } from '../../components/ListStates.tsx';
import { PageTitle } from '../../components/PageTitle.tsx';
import { useZone } from '../../components/use-zone.ts';
import { columnsFor } from '../../jobs/columns/cells.tsx';
import { jobsOfList } from '../../jobs/lazy-jobs.ts';
import { setPreference, usePreference } from '../../preferences.ts';
import { useLive } from '../../queries/live.ts';
import { DataTable, type Selection } from '../../table/DataTable.tsx';
import { vaultNow } from '../../time/clock.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { counted, number } from '../../ui/number.ts';
import { Panel } from '../../ui/Panel.tsx';
import { summaryOf } from './facets.ts';
import { allOf, type Found } from './filter.ts';
import { Filters } from './filters/Filters.tsx';
import { Pager } from './Pager.tsx';
import { ReadingProgress } from './ReadingProgress.tsx';
import type { ColumnId } from './search.ts';
import { Tools } from './Tools.tsx';
import { type HistoryRows, useHistoryRows } from './use-history-rows.ts';
import { useHistorySearch } from './use-history-search.ts';

export { prepare } from './prepare.ts';

export const page = createLazyRoute('/signed-in/history')({ component: HistoryPage });

/** Every finished job: filtered, sorted, counted, exported. */
function HistoryPage() {
  const { search } = useHistorySearch();
  const zone = useZone();
  const rows = useHistoryRows(search, zone);
  const [selection, setSelection] = useState<Selection>({});
  const isBeyondLast =
    !rows.stale && (rows.page < search.page || (rows.rows?.length === 0 && search.page > 1));
  return (
    <div className="flex flex-col gap-2">
      <PageTitle page="History" />
      <h1 className="sr-only">History</h1>
      <IgnoredNotice isBeyondLast={isBeyondLast} />
      <Panel title="Finished jobs" aside={`Times in ${zoneName(zone, vaultNow())}`}>
        <Filters archived={rows.archived} bounds={rows.bounds} zone={zone} />
        <ReadingProgress source={rows.source} switchToArchive={rows.switchToArchive} zone={zone} />
        <Tools rows={rows} zone={zone} selection={selection} />
        <ListStates
          known={rows.rows !== undefined}
          error={rows.error}
          empty={rows.rows?.length === 0}
          nothing={<Nothing rows={rows} />}
          // As many as there will be, or what is below them would move.
          rows={search.size}
        >
          <Rows rows={rows} zone={zone} selection={selection} onSelection={setSelection} />
        </ListStates>
        <div className="border-line flex flex-wrap items-center justify-between gap-3 border-t px-3 py-2">
          <Pager rows={rows} isBeyondLast={isBeyondLast} />
          {rows.matching === undefined ? (
            <Summary found={allOf(jobsOfList(rows.rows ?? none))} name="On this page" />
          ) : (
            <Summary
              found={rows.matching}
              name={
                rows.coverage.kind === 'complete' ? 'All that match' : 'Of the jobs read so far'
              }
            />
          )}
        </div>
      </Panel>
    </div>
  );
}

type RowsProps = {
  rows: HistoryRows;
  zone: string;
  selection: Selection;
  onSelection: (selection: Selection) => void;
};

function Rows({ rows, zone, selection, onSelection }: RowsProps) {
  const { search, set } = useHistorySearch('columns', 'sort');
  const widths = usePreference('columnWidths');
  const compact = usePreference('compact');
  // The same array until the columns change: DataTable renders its rows again only for another one.
  const columns = useMemo(() => columnsFor(search.columns, zone), [search.columns, zone]);
  const isLate = useLate(rows.stale);
  const sortBy = (column: ColumnId) =>
    set({ sort: search.sort === `-${column}` ? column : `-${column}` });
  return (
    <div aria-busy={rows.stale} className={isLate ? 'opacity-60' : ''}>
      <DataTable
        label="Finished jobs"
        rows={rows.rows ?? none}
        rowId={idOf}
        rowName={nameOf}
        columns={columns}
        sort={rows.source === 'archive' ? search.sort : undefined}
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

/** Rows that come sooner need no sign that they are awaited: to dim all is to paint all, twice. */
const lateMs = 150;

/** Whether it has been so for a while. */
function useLate(isSo: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isSo) return;
    const timer = setTimeout(() => setLate(true), lateMs);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [isSo]);
  return isSo && isLate;
}
const idOf = ({ id }: Job) => id;
const nameOf = ({ title, id }: Job) => `${shownTitle(title)}, ${id}`;

/** There are no jobs at all, or none that match. */
function Nothing({ rows }: { rows: HistoryRows }) {
  const isPart = useLive().warnings.length > 0;
  if (rows.coverage.kind === 'complete' && rows.coverage.rows === 0)
    return 'No job has finished in this Vault yet.';
  if (rows.coverage.kind !== 'complete' && rows.source === 'archive') {
    return <Empty>None of the jobs read so far match. The history has not been fully read.</Empty>;
  }
  if (isPart) return 'No job that matches is listed, but Vault warns that some may be missing.';
  return 'No finished job matches these filters. Clear them, or widen the range.';
}

/** Names what could not be read in the URL: that was ignored, the rest applies. */
function IgnoredNotice({ isBeyondLast }: { isBeyondLast: boolean }) {
  const { search } = useHistorySearch('ignored');
  const ignored = [...search.ignored, ...(isBeyondLast ? ['page (beyond the last one)'] : [])];
  if (ignored.length === 0) return null;
  return <Notice>Ignored in this URL: {ignored.map(shownTitle).join(', ')}.</Notice>;
}

type SummaryProps = {
  found: Found;
  /** Which jobs these are: all that match, or a part of them. */
  name: string;
};

/** Count, success rate and durations of the filtered rows; not rendered before those change. */
const Summary = memo(function Summary({ found, name }: SummaryProps) {
  const { rows, well, badly, successRate, medianMs, p95Ms, timed } = summaryOf(found);
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
      <Figure name={name}>{counted(rows, 'row')}</Figure>
      {successRate !== undefined && (
        <Figure name="Success rate">
          {(successRate * 100).toFixed(1)}% ({number(well)} of {number(well + badly)} that succeeded
          or failed)
        </Figure>
      )}
      {medianMs !== undefined && p95Ms !== undefined && (
        <Figure name="Ran">
          median {span(medianMs)}, p95 {span(p95Ms)} ({counted(timed, 'run')})
        </Figure>
      )}
    </dl>
  );
});

function Figure({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex gap-2">
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
