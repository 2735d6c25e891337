import {
  createContext,
  lazy,
  type MouseEvent,
  type ReactNode,
  Suspense,
  useMemo,
  useRef,
  useState,
} from 'react';

import { loadChunk } from '../../load-chunk.ts';
import type { Column } from '../../table/column.ts';
import { Button } from '../../ui/Button.tsx';
import { useFrozenRows } from './use-frozen-rows.ts';

const LongRows = lazy(async () => ({
  default: (await loadChunk(import('./LongRows.tsx'))).LongRows,
}));

/** Whether a row has been under the pointer or has had the focus: its cells may then say more. */
export const RowIsLookedAt = createContext(false);

/** Of a longer list only some rows are drawn. */
const mostRows = 200;
const firstRows = 75;
/** With more of them a title needs more room around it to stand beside its id. */
const fewColumns = 4;

type Props<R> = {
  label: string;
  jobs: R[];
  latest: (id: string) => R | undefined;
  /** The same array until they change: a row is drawn again only for another one. */
  columns: readonly Column<R>[];
  /** Freezes the rows, wherever the focus is. */
  freeze?: boolean;
  /** Where the rows can be sorted: what stands above a column, and whether they are sorted by it. */
  sorting?: Sorting<R>;
};

export type Sorting<R> = {
  heading: (column: Column<R>) => ReactNode;
  sorted: (id: string) => 'ascending' | 'descending' | undefined;
};

/** Jobs as rows of a table, which are frozen while one of them has the focus. */
export function JobTable<R extends { id: string }>(props: Props<R>) {
  const { label, jobs, latest, columns, freeze = false, sorting } = props;
  const frozen = useFrozenRows(jobs, latest, freeze);
  const table = useRef<HTMLTableElement>(null);
  const release = ({ detail }: MouseEvent) => {
    frozen.release();
    // Pressed by keyboard (no click counted), the button had the focus, and is about to go.
    if (detail === 0) table.current?.focus();
  };
  const count = frozen.rows.length;
  const isLong = count > mostRows;
  // On a phone each row becomes two lines: the job, and its other cells below it.
  const tableAround = (bodies: ReactNode) => (
    <table
      ref={table}
      tabIndex={-1}
      aria-label={label}
      aria-rowcount={isLong ? count + 1 : undefined}
      className="w-full table-auto border-collapse text-sm max-sm:block"
    >
      <thead className="max-sm:sr-only">
        <tr className="text-muted text-left text-xs" aria-rowindex={isLong ? 1 : undefined}>
          {columns.map((column) => {
            const { id, header, meaning, roomy, end, screenOnly } = column;
            return (
              <th
                key={id}
                scope="col"
                aria-sort={sorting?.sorted(id)}
                title={meaning}
                className={`px-3 py-1 font-medium whitespace-nowrap ${roomy ? roomyOnly : ''} ${screenOnly ? notOnPaper : ''} ${end ? 'text-right' : ''}`}
              >
                {sorting?.heading(column) ?? header}
              </th>
            );
          })}
        </tr>
      </thead>
      {bodies}
    </table>
  );
  const rows = (from: number, to: number) =>
    frozen.rows
      .slice(from, to)
      .map((job, at) => (
        <Row key={job.id} job={job} columns={columns} index={isLong ? from + at + 2 : undefined} />
      ));
  const firstOnly = tableAround(
    <tbody className="max-sm:block">{rows(0, isLong ? firstRows : count)}</tbody>,
  );
  return (
    <div
      {...frozen.handlers}
      // How much room a title has depends on how many columns are beside it. Asked of the table, as
      // a container in each row doubles the time that it takes to lay them out.
      className={`relative ${columns.length > fewColumns ? '@container/many' : '@container/few'}`}
    >
      {frozen.waiting > 0 && (
        // Over the panel's heading: above the rows it would move them.
        <div
          role="status"
          className="border-line bg-surface absolute right-10 bottom-full rounded border shadow-lg sm:right-auto sm:left-1/2 sm:-translate-x-1/2"
        >
          <Button variant="quiet" onClick={release}>
            +{frozen.waiting} new
          </Button>
        </div>
      )}
      {isLong ? (
        <Suspense fallback={firstOnly}>
          <LongRows count={count} rows={rows} table={tableAround} />
        </Suspense>
      ) : (
        firstOnly
      )}
    </div>
  );
}

type RowProps<R> = { job: R; columns: readonly Column<R>[]; index: number | undefined };

function Row<R>({ job, columns, index }: RowProps<R>) {
  const [isLookedAt, setLookedAt] = useState(false);
  // A memo, as each answer renders the page again and changes few of its rows.
  return useMemo(() => {
    const look = isLookedAt ? undefined : () => setLookedAt(true);
    const row = (
      <tr
        aria-rowindex={index}
        onMouseEnter={look}
        onFocus={look}
        // Relative, for a browser layer for each row: with one for all, what ticks in a row has it
        // walk through the clipped parts of every row.
        className="group/row border-line hover:bg-raised relative h-9 border-t max-sm:flex max-sm:h-auto max-sm:flex-wrap max-sm:items-center max-sm:justify-between max-sm:py-1"
      >
        {columns.map(({ id, cell, wide, roomy, end, screenOnly }) => (
          <td
            key={id}
            className={`px-3 py-1 align-middle max-sm:py-0.5 ${wide ? widest : ''} ${roomy ? roomyOnly : ''} ${screenOnly ? notOnPaper : ''} ${end ? 'text-right max-sm:last:ml-auto' : ''}`}
          >
            {cell(job)}
          </td>
        ))}
      </tr>
    );
    return <RowIsLookedAt value={isLookedAt}>{row}</RowIsLookedAt>;
  }, [job, columns, index, isLookedAt]);
}

const roomyOnly = 'hidden md:table-cell';
/** Important, as a roomy cell is shown again by its width. */
const notOnPaper = 'print:hidden!';
const widest = 'w-full max-w-0 max-sm:order-first max-sm:max-w-full max-sm:basis-full';
