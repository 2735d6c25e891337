import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import type { Job } from '#contract/jobs.ts';
import type { Run } from '#insight/finished-runs.ts';
import { shownTitle } from '#insight/status/title.ts';
import { span } from '#insight/time/format.ts';
import { besides } from '#insight/views/beside.ts';

import { columnsFor } from '../../jobs/columns/cells.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { counted, number } from '../../ui/number.ts';
import { Panel } from '../../ui/Panel.tsx';
import { type TitleData, useTitleSearch } from './use-title.ts';

/** Two runs side by side: what was different when it failed or took long? */
export function Compare({ data }: { data: TitleData }) {
  const { search, set } = useTitleSearch();
  const { a, b } = search;
  const suggested = badAndGood(data.runs);
  const isChosen = a !== undefined || b !== undefined;
  if (data.runs.length < 2 && !isChosen) return null;
  return (
    <div className={isChosen ? '' : 'print:hidden'}>
      <Panel
        title="Compare two runs"
        aside={
          isChosen ? (
            <Button variant="quiet" onClick={() => set({ a: undefined, b: undefined })}>
              Clear
            </Button>
          ) : (
            suggested !== undefined && (
              <Button variant="quiet" onClick={() => set(suggested)}>
                Last failure and last success
              </Button>
            )
          )
        }
      >
        {isChosen ? (
          <SideBySide a={a} b={b} data={data} />
        ) : (
          <Empty>Choose two runs in the list of runs.</Empty>
        )}
      </Panel>
    </div>
  );
}

/** The last run that failed beside the last that succeeded. */
function badAndGood(runs: readonly Run[]): { a: string; b: string } | undefined {
  const bad = runs.findLast(({ outcome }) => outcome === 'badly');
  const good = runs.findLast(({ outcome }) => outcome === 'well');
  return bad && good && { a: bad.job.id, b: good.job.id };
}

type SideProps = { a: string | undefined; b: string | undefined; data: TitleData };

function SideBySide({ a, b, data }: SideProps) {
  const { runs, zone } = data;
  const runOf = (id: string | undefined) => runs.find(({ job }) => job.id === id);
  const [left, right] = [runOf(a), runOf(b)];
  const both = [
    { place: 'A', id: a, run: left },
    { place: 'B', id: b, run: right },
  ];
  const columns = columnsFor(['status', 'by', 'created', 'planned', 'started', 'finished'], zone);
  return (
    <div className="overflow-x-auto">
      <table aria-label="Two runs side by side" className="w-full text-sm max-sm:block">
        <thead className="max-sm:block">
          <tr className={`text-muted text-left text-xs ${card}`}>
            <th scope="col" className="px-3 py-1 font-medium max-sm:hidden">
              Run
            </th>
            {both.map(({ place, id }) => (
              <th key={place} scope="col" className="px-3 py-1 font-medium">
                {place}{' '}
                {id !== undefined && (
                  <Link
                    to="/jobs/$id"
                    params={{ id }}
                    preload={false}
                    className="text-accent underline"
                  >
                    {id}
                  </Link>
                )}
              </th>
            ))}
            <th scope="col" className="px-3 py-1 font-medium max-sm:hidden">
              B vs A
            </th>
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {columns.map(({ id, header, cell }, nth) => (
            <Row
              key={id}
              name={header}
              // Once is enough to say why there is nothing.
              cells={both.map(({ id, run }) =>
                run === undefined ? nth === 0 && missing(id) : cell(run.job),
              )}
              difference=""
            />
          ))}
          <Spans name="Queued" left={left?.queuedMs} right={right?.queuedMs} />
          <Spans name="Ran" left={left?.ranMs} right={right?.ranMs} />
          <Row
            name="Ran at the same time"
            cells={both.map(
              ({ place, run }) => run && <Beside key={place} job={run.job} data={data} />,
            )}
            difference=""
          />
        </tbody>
      </table>
    </div>
  );
}

function missing(id: string | undefined): ReactNode {
  return (
    <span className="text-muted">
      {id === undefined ? 'not chosen yet' : 'not among the runs that were read'}
    </span>
  );
}

/** On a phone a row is a card: its name, both runs side by side, then how they differ. */
const card = 'max-sm:grid max-sm:grid-cols-2';

type RowProps = { name: string; cells: readonly ReactNode[]; difference: ReactNode };

function Row({ name, cells: [left, right], difference }: RowProps) {
  return (
    <tr className={`border-line h-7 border-t align-top max-sm:h-auto ${card}`}>
      <th
        scope="row"
        className="text-muted px-3 text-left font-normal whitespace-nowrap max-sm:col-span-2"
      >
        {name}
      </th>
      <td className="min-w-0 px-3">{left}</td>
      <td className="min-w-0 px-3">{right}</td>
      <td className="px-3 max-sm:col-span-2 max-sm:empty:hidden">{difference}</td>
    </tr>
  );
}

type SpansProps = { name: string; left: number | undefined; right: number | undefined };

function Spans({ name, left, right }: SpansProps) {
  return (
    <Row
      name={name}
      cells={[left, right].map((ms) => (ms === undefined ? '–' : span(ms)))}
      difference={left === undefined || right === undefined ? '' : differenceWords(left, right)}
    />
  );
}

function differenceWords(left: number, right: number): string {
  const words = span(Math.abs(right - left));
  if (words === span(0)) return 'the same';
  const times =
    left > 0 && right > left * 1.5 ? `, ${(right / left).toFixed(1)} times as long` : '';
  return `${words} ${right > left ? 'longer' : 'shorter'}${times}`;
}

const mostTitles = 3;

/** How many other jobs ran at the same time, and the titles of some. */
function Beside({ job, data }: { job: Job; data: TitleData }) {
  const others = besides(job, data);
  if (others === undefined) return <span className="text-muted">–</span>;
  const titles = [...new Set(others.map(({ title }) => shownTitle(title)))];
  const isPart = data.knownFrom !== -Infinity;
  return (
    <>
      {isPart && 'at least '}
      {counted(others.length, 'job')}
      {titles.slice(0, mostTitles).map((title) => (
        <span key={title} className="text-muted block truncate">
          <bdi>{title}</bdi>
        </span>
      ))}
      {titles.length > mostTitles && (
        <span className="text-muted block">
          and {number(titles.length - mostTitles)} more titles
        </span>
      )}
    </>
  );
}
