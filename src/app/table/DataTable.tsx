import {
  columnResizingFeature,
  columnSizingFeature,
  createTableHook,
  rowSelectionFeature,
  tableFeatures,
} from '@tanstack/react-table';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useMemo, useRef, useState } from 'react';

import type { Column } from './column.ts';

// Filtering, sorting and paging are not among them: the URL says them, and Vault or the archive
// does them, over more rows than a table should hold.
const { useAppTable } = createTableHook({
  features: tableFeatures({ columnSizingFeature, columnResizingFeature, rowSelectionFeature }),
  columnResizeMode: 'onEnd',
});

export type Selection = Record<string, true>;
export type Widths = Record<string, number>;

type Props<Row extends object, Id extends string> = {
  label: string;
  rows: readonly Row[];
  rowId: (row: Row) => string;
  rowName: (row: Row) => string;
  columns: readonly Column<Row, Id>[];
  /** The column sorted by, behind a minus if descending; undefined where Vault sorts. */
  sort: string | undefined;
  /** Undefined where rows can't be sorted. */
  onSort: ((column: Id) => void) | undefined;
  widths: Widths;
  onWidths: (widths: Widths) => void;
  selection: Selection;
  onSelection: (selection: Selection) => void;
  compact: boolean;
};

/** A table whose columns can be sorted and resized, and whose rows can be selected. */
export function DataTable<Row extends object, Id extends string>(props: Props<Row, Id>) {
  const { label, rows, rowId, rowName, columns, widths, onWidths } = props;
  const { selection, onSelection, compact } = props;
  const table = useAppTable({
    data: rows,
    getRowId: rowId,
    columns: columns.map(({ id, width }) => ({
      id,
      accessorFn: (row: Row) => row,
      size: width ?? 150,
      minSize: 60,
    })),
    state: { columnSizing: widths, rowSelection: selection },
    onColumnSizingChange: (change) =>
      onWidths(typeof change === 'function' ? change(widths) : change),
    onRowSelectionChange: (change) =>
      onSelection(typeof change === 'function' ? change(selection) : change),
  });
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const all = rows.length > 0 && rows.every((row) => selection[rowId(row)] === true);

  // From there a press with Shift selects all rows up to another.
  const lastSelected = useRef('');
  const [focused, setFocused] = useState<string>();
  const [lastKeys, setLastKeys] = useState<ReadonlyMap<string, number>>(new Map());
  const keys = nextRowKeys(lastKeys, rows.map(rowId), focused);
  if (keys !== lastKeys) setLastKeys(keys);

  // Going to another page and pressing a key render twice, the first time with the same rows: fifty
  // of them take half of that time.
  const body = useMemo(
    () =>
      rows.map((row) => {
        const id = rowId(row);
        const selected = selection[id] === true;
        return (
          <tr
            key={keys.get(id)}
            onFocus={() => setFocused(id)}
            onBlur={() => setFocused(undefined)}
            aria-selected={selected}
            className={`group/row border-line hover:bg-raised aria-selected:bg-raised border-t ${compact ? 'h-7' : 'h-9'} ${card}`}
          >
            <td className="max-sm:order-first print:hidden">
              <Target>
                <input
                  type="checkbox"
                  aria-label={`Select ${rowName(row)}`}
                  checked={selected}
                  onChange={({ nativeEvent }) => {
                    const ids = rows.map(rowId);
                    const isWithShift = nativeEvent instanceof MouseEvent && nativeEvent.shiftKey;
                    const from = isWithShift ? ids.indexOf(lastSelected.current) : -1;
                    lastSelected.current = id;
                    const chosen = from === -1 ? [id] : between(ids, from, ids.indexOf(id));
                    onSelection(withRows(selection, chosen, !selected));
                  }}
                />
              </Target>
            </td>
            {columns.map((column) => (
              <td
                key={column.id}
                data-label={column.place === undefined ? column.header : undefined}
                // What is wider than its cell breaks: to clip each would cost a layer of paint for each.
                className={`px-2 [overflow-wrap:anywhere] ${column.end ? 'sm:text-right' : ''} ${column.place === undefined ? '' : cardPlaces[column.place]}`}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        );
      }),
    [rows, rowId, rowName, keys, columns, selection, onSelection, compact, lastSelected],
  );

  return (
    <div className="overflow-x-auto print:overflow-visible">
      <table
        aria-label={label}
        className="w-full table-fixed border-collapse text-sm max-sm:block print:table-auto"
      >
        {/* A table is as wide as its columns at least. A server can't set their widths as styles. */}
        <colgroup className="max-sm:hidden">
          <col className="w-9 print:hidden" />
          {headers.map((header) => (
            <col key={header.id} width={header.getSize()} className="print:w-auto" />
          ))}
        </colgroup>
        <thead className="max-sm:block">
          <tr className="text-muted text-left text-xs max-sm:flex max-sm:flex-wrap max-sm:items-center">
            <th scope="col" className="print:hidden">
              <Target>
                <input
                  type="checkbox"
                  aria-label="Select all rows of this page"
                  checked={all}
                  onChange={() => onSelection(withRows(selection, rows.map(rowId), !all))}
                />
              </Target>
            </th>
            {headers.map((header, at) => {
              const column = columns[at];
              return (
                column !== undefined && (
                  <th
                    key={header.id}
                    scope="col"
                    aria-sort={ariaSort(props.sort, column.id)}
                    className={`relative h-8 px-2 font-medium max-sm:h-6 ${column.end ? 'text-right' : ''}`}
                  >
                    <SortButton column={column} sort={props.sort} onSort={props.onSort} />
                    {/* By keyboard, the columns dialog does the same. */}
                    <span
                      aria-hidden
                      onMouseDown={header.getResizeHandler()}
                      onTouchStart={header.getResizeHandler()}
                      className="border-line hover:border-accent absolute top-1 right-0 bottom-1 w-1 cursor-col-resize touch-none border-r max-sm:hidden print:hidden"
                    />
                  </th>
                )
              );
            })}
          </tr>
        </thead>
        <tbody className="max-sm:block">{body}</tbody>
      </table>
    </div>
  );
}

/** On a phone a row is a card: what it is, how it ended, then the rest with their names. */
const card =
  'max-sm:flex max-sm:h-auto max-sm:flex-wrap max-sm:items-center max-sm:gap-x-2 max-sm:py-0.5';
const cardPlaces = {
  title: 'max-sm:order-first max-sm:flex-1 max-sm:basis-4/5',
  status: 'max-sm:basis-full',
};

/** A checkbox is smaller than a fingertip: around it counts as well. */
function Target({ children }: { children: ReactNode }) {
  return <label className="flex min-h-6 min-w-6 items-center justify-center">{children}</label>;
}

function between(ids: readonly string[], one: number, other: number): string[] {
  return ids.slice(Math.min(one, other), Math.max(one, other) + 1);
}

type SortProps<Id extends string> = {
  column: { id: Id; header: string };
  sort: string | undefined;
  onSort: ((column: Id) => void) | undefined;
};

function SortButton<Id extends string>({ column: { id, header }, sort, onSort }: SortProps<Id>) {
  if (onSort === undefined) return header;
  const by = ariaSort(sort, id);
  return (
    <button
      type="button"
      onClick={() => onSort(id)}
      className="hover:text-ink inline-flex min-h-6 min-w-6 items-center gap-1"
    >
      {header}
      {by === 'ascending' && <ArrowUp aria-hidden size={12} />}
      {by === 'descending' && <ArrowDown aria-hidden size={12} />}
    </button>
  );
}

function ariaSort(sort: string | undefined, id: string): 'ascending' | 'descending' | undefined {
  if (sort === id) return 'ascending';
  return sort === `-${id}` ? 'descending' : undefined;
}

function withRows(selection: Selection, ids: readonly string[], selected: boolean): Selection {
  const changed = { ...selection };
  for (const id of ids) {
    if (selected) changed[id] = true;
    else delete changed[id];
  }
  return changed;
}

/**
 * A key for each row, by its id; rows with a key of before have the elements that had it.
 *
 * Where most rows stay, as when a job finishes, each keeps its key: a new one is inserted, and none
 * moves. Other pages, and what is found by another letter, take over keys place by place, as writing
 * other texts into fifty rows takes a browser half as long as making new ones, or as moving them. Only
 * the focused row keeps its key then, and leaves it to none: who works by keyboard would be at another
 * row without having moved.
 */
export function nextRowKeys(
  before: ReadonlyMap<string, number>,
  ids: readonly string[],
  focused: string | undefined,
): ReadonlyMap<string, number> {
  const idsBefore = [...before.keys()];
  if (ids.length === before.size && ids.every((id, at) => id === idsBefore[at])) return before;
  let unused = Math.max(-1, ...before.values()) + 1;
  const staying = ids.filter((id) => before.has(id)).length;
  if (staying * 2 > ids.length) {
    return new Map(ids.map((id) => [id, before.get(id) ?? unused++]));
  }
  const own = focused === undefined ? undefined : before.get(focused);
  const others = [...before.values()].filter((key) => key !== own);
  const next = (id: string) => (id === focused ? own : undefined) ?? others.shift() ?? unused++;
  return new Map(ids.map((id) => [id, next(id)]));
}
