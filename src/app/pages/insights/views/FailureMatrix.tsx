import { useRouterState } from '@tanstack/react-router';
import { ArrowDown } from 'lucide-react';
import { useMemo } from 'react';

import {
  failureChange,
  failureMatrix,
  type FailureMatrix as Matrix,
  type FailureRow,
  failuresBehind,
  type MatrixSort,
  sortFailures,
  type WindowId,
  windowIds,
  windowsWith,
  windowWords,
} from '#insight/views/failure-matrix.ts';

import { MarkArea } from '../../../chart/MarkArea.tsx';
import { followMoment } from '../../../chart/MomentLine.tsx';
import { TitlePager } from '../../../chart/timeline/TitlePager.tsx';
import { ViewPanel } from '../../../chart/ViewPanel.tsx';
import { RowsLink } from '../../../components/RowsLink.tsx';
import { TitleLink } from '../../../components/TitleLink.tsx';
import { colours } from '../../../status/colours.ts';
import { Button } from '../../../ui/Button.tsx';
import { dotted } from '../../../ui/dot.ts';
import { Empty } from '../../../ui/Empty.tsx';
import { number } from '../../../ui/number.ts';
import { type InsightsSearch, readSearch } from '../search.ts';
import { type Insights, useSetInsights } from '../use-insights.ts';
import { failureTable } from './failure-table.ts';

type Props = { insights: Insights };

const pageSize = 15;
const weekMs = 7 * 86_400_000;
/** On a phone a title stands above its numbers. */
const card = '@max-md:grid @max-md:h-auto @max-md:grid-cols-5';

/** Which titles failed lately, and more or less often than before? */
export function FailureMatrix({ insights }: Props) {
  const { titles, now, knownFrom, zone, aboutRange } = insights;
  const chosen = useRouterState({ select: ({ location }) => readSearch(location.search).failures });
  const page = useRouterState({
    select: ({ location }) => readSearch(location.search).failuresPage,
  });
  const set = useSetInsights();
  const sort = useMemo(() => sortOf(chosen), [chosen]);
  const setSort = ({ by, window }: MatrixSort) =>
    set({ failures: by === 'change' ? `${window}-change` : window, failuresPage: 1 });
  const matrix = useMemo(() => failureMatrix(titles, { now, knownFrom }), [titles, now, knownFrom]);
  const rows = useMemo(() => sortFailures(matrix.rows, sort), [matrix, sort]);
  const shown = Math.min(page - 1, Math.max(0, Math.ceil(rows.length / pageSize) - 1));
  const isPart = Object.values(matrix.totals).some(
    ({ partial, before }) => partial || before === undefined,
  );
  return (
    <ViewPanel
      title="Failures"
      note={dotted([
        'up to now, whatever the range',
        '± compared with the period before',
        isPart && '? where not all has been read',
      ])}
      table={() => failureTable(rows, matrix, now)}
      outline={{ name: 'failures', count: rows.length + 1 }}
      zone={zone}
      about={aboutRange({ from: now - 2 * weekMs, to: now }, 'failed within two weeks')}
      isTable
      controls={
        <Button
          variant="quiet"
          aria-pressed={sort.by === 'change'}
          onClick={() => setSort({ ...sort, by: sort.by === 'change' ? 'failed' : 'change' })}
        >
          Sort by change
        </Button>
      }
    >
      {rows.length === 0 ? (
        <Empty>{nothingWords(matrix)}</Empty>
      ) : (
        <MarkArea label="Failures">
          <div className="@container overflow-x-auto">
            <table aria-label="Failures" className="w-full text-sm @max-md:block">
              <thead className="@max-md:block">
                <tr ref={(row) => markWindows(row, now)} className={`text-muted text-xs ${card}`}>
                  <th scope="col" className="px-3 text-left font-medium @max-md:sr-only">
                    Title
                  </th>
                  {windowIds.map((id) => (
                    <Header key={id} id={id} sort={sort} onSort={setSort} />
                  ))}
                </tr>
              </thead>
              <tbody className="@max-md:block">
                <tr className={`border-line bg-raised h-8 border-t font-semibold ${card}`}>
                  <th scope="row" className="px-3 text-left @max-md:col-span-5">
                    All titles
                  </th>
                  {windowIds.map((id) => (
                    <Cell key={id} title={undefined} id={id} cells={matrix.totals} now={now} />
                  ))}
                </tr>
                {rows.slice(shown * pageSize, (shown + 1) * pageSize).map(({ title, cells }) => (
                  <tr key={title} className={`border-line h-8 border-t ${card}`}>
                    <th
                      scope="row"
                      className="w-2/5 max-w-0 px-3 text-left font-normal @max-md:col-span-5 @max-md:w-auto @max-md:max-w-full"
                    >
                      <div className="flex">
                        <TitleLink title={title} />
                      </div>
                    </th>
                    {windowIds.map((id) => (
                      <Cell key={id} title={title} id={id} cells={cells} now={now} />
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </MarkArea>
      )}
      <div className="px-3 py-1">
        <TitlePager
          view="failures"
          page={shown}
          size={pageSize}
          total={rows.length}
          onPage={(at) => set({ failuresPage: at + 1 })}
        />
      </div>
    </ViewPanel>
  );
}

function sortOf(chosen: InsightsSearch['failures']): MatrixSort {
  const window = windowIds.find((id) => chosen.split('-')[0] === id) ?? '24h';
  return { by: chosen === window ? 'failed' : 'change', window };
}

function nothingWords({ totals }: Matrix): string {
  return totals['7d'].partial || totals['7d'].before === undefined
    ? 'No failures in the runs read so far. The last two weeks have not been fully read.'
    : 'No run failed in the last two weeks.';
}

/** Marks the spans of time in which the hovered moment counts. */
function markWindows(row: HTMLTableRowElement | null, now: number) {
  if (row === null) return undefined;
  return followMoment((moment) => {
    const holding = new Set<string>(moment === undefined ? [] : windowsWith(moment, now));
    for (const head of row.querySelectorAll<HTMLElement>('[data-window]')) {
      const isMarked = holding.has(head.dataset['window'] ?? '');
      head.toggleAttribute('data-moment', isMarked);
      head.style.boxShadow = isMarked ? 'inset 0 -3px var(--accent)' : '';
    }
  });
}

type HeaderProps = { id: WindowId; sort: MatrixSort; onSort: (sort: MatrixSort) => void };

function Header({ id, sort, onSort }: HeaderProps) {
  const isSorted = sort.window === id;
  return (
    <th
      scope="col"
      data-window={id}
      aria-sort={isSorted ? 'descending' : undefined}
      className="h-8 px-1 text-right font-medium last:pr-3 @2xl:px-2"
    >
      <button
        type="button"
        aria-label={`Last ${windowWords[id]}`}
        onClick={() => onSort({ ...sort, window: id })}
        className="hover:text-ink inline-flex items-center gap-1 whitespace-nowrap"
      >
        {windowWords[id]}
        <span className="inline-block min-w-3 @2xl:w-8">
          {isSorted && <ArrowDown aria-hidden size={12} />}
        </span>
      </button>
    </th>
  );
}

type CellProps = {
  /** Undefined for all of them. */
  title: string | undefined;
  id: WindowId;
  cells: FailureRow['cells'];
  now: number;
};

function Cell({ title, id, cells, now }: CellProps) {
  const { failed, partial, before } = cells[id];
  const change = failureChange(cells[id]);
  const isUnread = partial && failed === 0;
  return (
    <td className="px-1 text-right whitespace-nowrap last:pr-3 @2xl:px-2">
      {isUnread ? (
        <span className="text-muted" title={`Not all of the last ${windowWords[id]} has been read`}>
          ?
        </span>
      ) : (
        <RowsLink
          rows={failuresBehind(title, { now, id, period: 'lately' })}
          count={failed}
          label={`${partial ? 'At least ' : ''}${number(failed)} failed in the last ${windowWords[id]}`}
          className={`quiet-link font-medium ${colours.badly}`}
        >
          {partial && '≥ '}
          {number(failed)}
        </RowsLink>
      )}
      <span className="block text-xs @2xl:inline-block @2xl:w-9 @2xl:pl-1 @2xl:text-left">
        {change !== undefined && before !== undefined && (before > 0 || change !== 0) && (
          <RowsLink
            rows={failuresBehind(title, { now, id, period: 'before' })}
            count={before}
            label={`${number(before)} failed in the ${windowWords[id]} before`}
            className="quiet-link"
          >
            <span className={change > 0 ? colours.badly : 'text-muted'}>{changeWords(change)}</span>
          </RowsLink>
        )}
      </span>
    </td>
  );
}

function changeWords(change: number): string {
  if (change === 0) return '±0';
  return `${change > 0 ? '+' : '−'}${number(Math.abs(change))}`;
}
