import { useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';

import type { Job } from '#contract/jobs.ts';
import type { Run } from '#insight/finished-runs.ts';
import { span } from '#insight/time/format.ts';
import { runGrid } from '#insight/views/run-grid.ts';

import { MarkArea } from '../../chart/MarkArea.tsx';
import { Patterns } from '../../chart/Patterns.tsx';
import { RunMarkRow } from '../../chart/RunMarks.tsx';
import { exportColumnIds } from '../../export/columns.ts';
import { ExportButton } from '../../export/ExportButton.tsx';
import type { Source } from '../../export/use-export.ts';
import { columnsFor } from '../../jobs/columns/cells.tsx';
import type { Name } from '../../queries/names.ts';
import { nameKey } from '../../queries/users.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { counted } from '../../ui/number.ts';
import { Panel } from '../../ui/Panel.tsx';
import { useWidth } from '../../ui/use-width.ts';
import { runCounts, type TitleSearch } from './search.ts';
import { type TitleData, useTitleSearch } from './use-title.ts';

/** The newest runs, as marks and in a table in which two are chosen to be compared. */
export function Runs({ data }: { data: TitleData }) {
  const { search, set } = useTitleSearch();
  const { runs } = data;
  const source = useRunsSource(data);
  const shown = runs.slice(-search.runs);
  return (
    <Panel
      title="Runs"
      aside={
        runs.length > 0 && (
          <div className="flex flex-wrap items-center gap-3 py-1">
            <Choice
              label="Show"
              labelled
              value={String(search.runs)}
              options={runCounts.map((count) => ({
                value: String(count),
                label: `last ${count} runs`,
              }))}
              onChange={(value) =>
                set({ runs: runCounts.find((count) => String(count) === value) ?? search.runs })
              }
            />
            <ExportButton what="rows" source={source} />
          </div>
        )
      }
    >
      {runs.length === 0 ? (
        <Empty>
          {data.knownFrom === -Infinity
            ? 'No run of this title has finished.'
            : 'No finished run of this title has been read so far.'}
        </Empty>
      ) : (
        <>
          <Marks data={data} most={search.runs} />
          <Table runs={shown} zone={data.zone} search={search} set={set} />
        </>
      )}
    </Panel>
  );
}

const slotPx = { least: 4, most: 24 };
const heightPx = 96;
const always = { from: -Infinity, to: Infinity };

/** As many of the newest runs as fit, their height how long they ran. */
function Marks({ data: { title, runs, knownFrom, zone }, most }: MarksProps) {
  const { ref, width } = useWidth();
  const fitting = Math.max(1, Math.floor(width / slotPx.least));
  const slots = Math.min(most, fitting, runs.length);
  const step = Math.min(slotPx.most, width / slots);
  const id = useId();
  const [row] = runGrid([{ title, runs }], { range: always, knownFrom, most: slots });
  return (
    <div className="border-line border-b p-3">
      {/* As high before its width is known as after. */}
      <div ref={ref} className="min-h-24.25">
        {width > 0 && row !== undefined && (
          <MarkArea label="Runs as marks">
            <svg
              data-drawing
              role="group"
              aria-label={`Last ${counted(row.runs.length, 'run')}`}
              width={slots * step}
              height={heightPx + 1}
              viewBox={`0 0 ${slots * step} ${heightPx + 1}`}
              className="block overflow-visible"
            >
              <Patterns of={id} stepPx={5} />
              <RunMarkRow
                {...row}
                {...{ slots, heightPx, zone }}
                slotPx={step}
                of={id}
                leadsTo="job"
              />
            </svg>
          </MarkArea>
        )}
      </div>
      <p className="text-muted pt-2 text-xs">
        The newest run is on the right. {heightWords(row)}
        {width > 0 &&
          slots < Math.min(most, runs.length) &&
          ` Only ${counted(slots, 'run fits', 'runs fit')} here.`}
      </p>
    </div>
  );
}

function heightWords(row: ReturnType<typeof runGrid>[number] | undefined): string {
  const known = row?.runs.filter(({ ranMs }) => ranMs !== undefined) ?? [];
  if (row === undefined || known.length === 0) return 'How long these ran is not known.';
  if (row.topMs === 0) return 'None of these ran for a full second.';
  return `Full height is ${span(row.topMs)}; a bar with a gap ran longer, a dotted one for an unknown time.`;
}

type MarksProps = { data: TitleData; most: number };

const shownColumns = ['status', 'id', 'started', 'ran'] as const;

/** All runs of the title, the newest first, as History exports them. */
function useRunsSource({ runs, zone, about }: TitleData): Source {
  const cache = useQueryClient();
  return {
    count: runs.length,
    batches: () => [{ kind: 'jobs', jobs: runs.map(({ job }) => job).toReversed() }],
    table: (columns) => ({
      kind: 'jobs',
      columns: columns === 'all' ? exportColumnIds : ['title', ...shownColumns, 'finished'],
      names: new Map(
        cache
          .getQueriesData<Name>({ queryKey: [nameKey] })
          .flatMap(([, who]) => (who?.name === undefined ? [] : [[who.id, who.name] as const])),
      ),
    }),
    zone,
    about,
  };
}

type TableProps = {
  runs: readonly Run[];
  zone: string;
  search: TitleSearch;
  set: (change: Partial<TitleSearch>) => void;
};

function Table({ runs, zone, search, set }: TableProps) {
  const columns = columnsFor(shownColumns, zone);
  const showsQueue = runs.some(({ queuedMs }) => queuedMs !== undefined);
  const head = 'px-3 py-1 font-medium';
  return (
    <div className="max-h-[32rem] overflow-auto">
      <table
        aria-label={`Last ${counted(runs.length, 'run')}`}
        className="w-full text-sm max-sm:block"
      >
        <thead className="max-sm:sr-only">
          <tr className="text-muted text-left text-xs">
            {columns.map(({ id, header, end }) => (
              <th key={id} scope="col" className={`${head} ${end === true ? 'text-right' : ''}`}>
                {header}
              </th>
            ))}
            {showsQueue && (
              <th scope="col" className={`${head} text-right`}>
                Queued
              </th>
            )}
            <th scope="col" className={`${head} print:hidden`}>
              Compare
            </th>
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {runs.toReversed().map(({ job, queuedMs }) => (
            <tr key={job.id} className={`border-line h-8 border-t ${card}`}>
              {columns.map(({ id, header, cell, end, place }) => (
                <td
                  key={id}
                  data-label={place === undefined ? header : undefined}
                  className={`px-3 whitespace-nowrap ${end === true ? 'sm:text-right' : ''} ${place === undefined ? '' : 'max-sm:order-first max-sm:flex-1 max-sm:basis-3/5'}`}
                >
                  {cell(job)}
                </td>
              ))}
              {showsQueue && (
                <td data-label="Queued" className="px-3 whitespace-nowrap sm:text-right">
                  {queuedMs === undefined ? '–' : span(queuedMs)}
                </td>
              )}
              <td className="px-3 max-sm:order-first print:hidden">
                <Pick job={job} search={search} set={set} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** On a phone a row is a card: how it ended and what can be done, then the rest with its names. */
const card = 'max-sm:flex max-sm:h-auto max-sm:flex-wrap max-sm:items-center max-sm:py-1';

type PickProps = { job: Job } & Pick<TableProps, 'search' | 'set'>;

/** Chooses the run as one of the two; a third takes the place of the second. */
function Pick({ job: { id }, search: { a, b }, set }: PickProps) {
  const place = id === a ? 'A' : id === b ? 'B' : undefined;
  const press = () => {
    if (place === 'A') set({ a: b, b: undefined });
    else if (place === 'B') set({ b: undefined });
    else set(a === undefined ? { a: id } : { b: id });
  };
  return (
    <Button
      variant="quiet"
      aria-pressed={place !== undefined}
      aria-label={place === undefined ? `Compare ${id}` : `Compare ${id}, run ${place}`}
      onClick={press}
    >
      {place ?? 'Compare'}
    </Button>
  );
}
