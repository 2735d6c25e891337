import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';

import type { TitleSort } from '#insight/views/sort-titles.ts';
import { medianChange, rateChange, type TitleRow } from '#insight/views/titles.ts';

import type { InsightsSearch } from '../search.ts';
import { type Insights, useInsightsSearch } from '../use-insights.ts';
import {
  Change,
  LastRuns,
  Next,
  Percentile,
  Runs,
  State,
  Succeeded,
  TitleName,
} from './TitleCells.tsx';

type Sort = InsightsSearch['sort'];

type Props = { rows: readonly TitleRow[]; insights: Insights; partial: boolean };

type Column = {
  /** What it is sorted by. */
  id: TitleSort;
  header: string;
  /** Where the header alone is not clear. */
  name?: string;
  /** What it counts, on hover. */
  meaning?: string;
  cell: (row: TitleRow, props: Props) => ReactNode;
  isText?: boolean;
  /** Left out where the view is narrow: the page of the title says it too. */
  roomy?: keyof typeof tiers;
  /** Takes what room is left. */
  isWide?: boolean;
  /** How much room it takes on a phone, where a row is a card. */
  card?: string;
};

const columns: readonly Column[] = [
  {
    id: 'title',
    header: 'Title',
    isText: true,
    isWide: true,
    card: '@max-md:w-full @max-md:max-w-full @max-md:basis-full',
    cell: ({ title }) => <TitleName title={title} />,
  },
  {
    id: 'trouble',
    header: 'Last 20 runs',
    meaning:
      'Finished in this range or not, the newest on the right; taller bars ran longer. Sorted by how many of them failed',
    roomy: 'wider',
    isText: true,
    cell: ({ title, runs }, { insights: { knownFrom, zone } }) => (
      <LastRuns title={title} runs={runs} knownFrom={knownFrom} zone={zone} />
    ),
  },
  {
    id: 'attention',
    header: 'State',
    meaning: 'By the newest runs that succeeded or failed, in this range or not',
    isText: true,
    card: '@max-md:min-w-0 @max-md:flex-1 @max-md:pl-3!',
    cell: (row, { insights }) => <State row={row} insights={insights} />,
  },
  {
    id: 'runs',
    header: 'Runs',
    meaning: 'Finished in this range',
    cell: (row, props) => <Runs row={row} {...props} />,
  },
  {
    id: 'success',
    header: 'Succeeded',
    meaning: 'Of the runs that succeeded or failed; others don’t count',
    cell: (row, { insights }) => <Succeeded row={row} insights={insights} />,
  },
  {
    id: 'change',
    header: 'vs before',
    name: 'Success rate against the period before',
    meaning: 'Change of the success rate since the period before, in percentage points',
    roomy: 'widest',
    cell: (row) => <Change of={rateChange(row)} unit="" notable={0.01} goodIsMore />,
  },
  {
    id: 'median',
    header: 'Median',
    meaning: 'Of successful runs; five are needed',
    roomy: 'widest',
    cell: ({ inRange }) => <Percentile of={inRange.ran} which="p50Ms" />,
  },
  {
    id: 'slower',
    header: 'vs before',
    name: 'Median against the period before',
    meaning: 'How much longer or shorter the median run took than in the period before',
    roomy: 'widest',
    cell: (row) => <Change of={medianChange(row)} unit="%" notable={0.1} />,
  },
  {
    id: 'p95',
    header: 'p95',
    meaning: '95% of the successful runs took no longer',
    roomy: 'widest',
    cell: ({ inRange }) => <Percentile of={inRange.ran} which="p95Ms" />,
  },
  {
    id: 'wait',
    header: 'Wait p95',
    meaning:
      'Time in the queue, for runs that somebody started. For others Vault does not say how long they were queued',
    roomy: 'widest',
    cell: ({ inRange }) => <Percentile of={inRange.queued} which="p95Ms" />,
  },
  {
    id: 'next',
    header: 'Next planned',
    roomy: 'wider',
    cell: (row, { insights }) => <Next row={row} insights={insights} />,
  },
];

/** What is sorted by attention, the state, begins with what needs it; numbers begin with the most. */
function nextSort(column: TitleSort, sort: Sort): Sort {
  const first: Sort = ascendingFirst.has(column) ? column : `-${column}`;
  if (sort !== first) return first;
  return first === column ? `-${column}` : column;
}

const ascendingFirst = new Set<TitleSort>(['attention', 'title', 'success', 'change', 'next']);

export function TitlesTable(props: Props) {
  return (
    <div className="@container overflow-x-auto">
      <table aria-label="Titles" className="w-full text-sm @max-md:block">
        <thead className="@max-md:block">
          <tr className="text-muted text-xs @max-md:flex">
            {columns.map((column) => (
              <Header key={column.id} column={column} />
            ))}
          </tr>
        </thead>
        <tbody className="@max-md:block">
          {props.rows.map((row) => (
            <tr key={row.title} className={`border-line h-8 border-t ${card}`}>
              {columns.map((column) => (
                <td
                  key={column.id}
                  data-label={column.id === 'runs' ? column.header : undefined}
                  className={`${cellLook(column)} ${column.card ?? ''}`}
                >
                  {column.cell(row, props)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** On a phone a row is a card: its title, below it how it is doing. */
const card = '@max-md:flex @max-md:h-auto @max-md:flex-wrap @max-md:items-center @max-md:py-1';

const tiers = { wider: 'hidden @4xl:table-cell', widest: 'hidden @7xl:table-cell' } as const;

function cellLook({ isText = false, roomy, isWide = false }: Column): string {
  const side = isText ? 'text-left' : 'text-right whitespace-nowrap';
  return `px-2 first:pl-3 last:pr-3 @7xl:px-1.5 @7xl:first:pl-3 @7xl:last:pr-3 ${side} ${roomy === undefined ? '' : tiers[roomy]} ${isWide ? 'w-2/5 max-w-0 min-w-24 @2xl:w-1/5 @2xl:min-w-44' : ''}`;
}

function Header({ column }: { column: Column }) {
  const { search, set } = useInsightsSearch();
  const { id, header, meaning } = column;
  const isUp = search.sort === id;
  const isDown = search.sort === `-${id}`;
  return (
    <th
      scope="col"
      aria-sort={isUp ? 'ascending' : isDown ? 'descending' : undefined}
      title={meaning}
      className={`h-8 font-medium ${cellLook(column)}`}
    >
      <button
        type="button"
        aria-label={column.name}
        onClick={() => set({ sort: nextSort(id, search.sort) })}
        className="hover:text-ink inline-flex items-center gap-1 whitespace-nowrap"
      >
        {header}
        {isUp && <ArrowUp aria-hidden size={12} />}
        {isDown && <ArrowDown aria-hidden size={12} />}
      </button>
    </th>
  );
}
