import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import type { Job } from '#contract/jobs.ts';
import { endUnknown, neverRan, plannedStart } from '#insight/job-times.ts';
import { type PastRuns as Runs, pastRuns, type Run } from '#insight/past-runs.ts';
import { lookOf } from '#insight/status/statuses.ts';
import { dateTime, span } from '#insight/time/format.ts';

import { TitleLink } from '../../components/TitleLink.tsx';
import { columnsFor } from '../../jobs/columns/cells.tsx';
import { backgrounds } from '../../status/area-colours.ts';
import { colours } from '../../status/colours.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { JobData } from './use-job-data.ts';

type Props = { job: Job; data: JobData; zone: string };

/** The last runs of the title, with this one marked: is it getting slower or failing more often? */
export function PastRuns({ job, data, zone }: Props) {
  const [asTable, setAsTable] = useState(false);
  const past = pastRuns(data.finished, job.title);
  if (past.runs.length === 0) {
    return (
      <Panel title="Past runs">
        {/* As high as the bars that may come. */}
        <div className="min-h-59">
          <Empty>
            {data.isComplete
              ? 'No run of this title has finished.'
              : 'No finished run of this title has been read so far.'}
          </Empty>
        </div>
      </Panel>
    );
  }
  return (
    <Panel
      title="Past runs"
      aside={
        <>
          <TitleLink title={job.title}>All runs of this title</TitleLink>{' '}
          <Button variant="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            Show as table
          </Button>
        </>
      }
    >
      {/* As high as its longest words: they change while the history is read. */}
      <p className="text-muted min-h-12 px-3 pt-2 text-sm max-sm:min-h-22">
        {rateWords(past)} {!data.isComplete && 'Only the runs read so far are counted.'}
        {!past.showsWait && ' Vault does not say how long planned runs were queued.'}
      </p>
      {asTable ? (
        <Table past={past} marked={job.id} zone={zone} />
      ) : (
        <Bars past={past} marked={job.id} zone={zone} />
      )}
    </Panel>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function rateWords({ runs, failed, counted, trend }: Runs): string {
  const rate =
    counted === 0 ? '' : `: ${failed} of ${counted} failed (${percent(failed / counted)})`;
  const change =
    trend === undefined
      ? ''
      : `; failure rate ${percent(trend.lately)} in the newer half, ${percent(trend.before)} in the older half`;
  return `${runs.length === 1 ? 'Last run' : `Last ${runs.length} runs`}${rate}${change}.`;
}

/**
 * The wait is drawn above the run; a bar much longer than the others is cut, and marked. There is
 * room for the 50 that `pastRuns` has at most: older ones are drawn to the left, and none moves.
 */
function Bars({ past, marked, zone }: { past: Runs; marked: string; zone: string }) {
  const { runs, medianMs, showsWait } = past;
  const whole = (run: Run) => (run.ranMs ?? 0) + (showsWait ? (run.waitedMs ?? 0) : 0);
  const ascending = runs.map(whole).toSorted((a, b) => a - b);
  const usual = ascending[Math.floor((ascending.length - 1) * 0.9)] ?? 0;
  const top = Math.max(Math.min(ascending.at(-1) ?? 0, usual * 2), medianMs ?? 0, 1);
  const height = (ms: number) => `${Math.min(100, (ms / top) * 100)}%`;
  return (
    <div className="p-3">
      <ol className="relative flex h-32 items-end justify-end gap-px forced-color-adjust-none">
        {runs.map((run) => {
          const { phase } = lookOf(run.job.status);
          return (
            // The router sets `aria-current="page"` on the link to the open page.
            <li
              key={run.job.id}
              className="flex h-full w-[calc((100%-49px)/50)] min-w-0 flex-col justify-end"
            >
              <Link
                to="/jobs/$id"
                params={{ id: run.job.id }}
                preload={false}
                aria-label={runWords(run, zone)}
                title={runWords(run, zone)}
                className="group hover:bg-raised aria-[current=page]:bg-raised aria-[current=page]:outline-accent flex h-full flex-col justify-end aria-[current=page]:outline"
              >
                {/* Shape, not only colour: a bar that failed carries a mark. */}
                <span aria-hidden className={`${colours.badly} text-center text-xs leading-none`}>
                  {phase === 'badly' ? '×' : whole(run) > top ? '↑' : ''}
                </span>
                {showsWait && (
                  <span
                    aria-hidden
                    className={`${backgrounds.waiting} opacity-40`}
                    style={{ height: height(run.waitedMs ?? 0) }}
                  />
                )}
                <span
                  aria-hidden
                  className={`min-h-0.5 ${backgrounds[phase]}`}
                  style={{ height: height(run.ranMs ?? 0) }}
                />
              </Link>
              <span aria-hidden className="text-accent h-3 text-center text-xs leading-none">
                {run.job.id === marked && '▲'}
              </span>
            </li>
          );
        })}
        {medianMs !== undefined && (
          <li
            aria-hidden
            className="border-ink pointer-events-none absolute inset-x-0 border-t border-dashed"
            style={{ bottom: `calc(0.75rem + (100% - 0.75rem) * ${Math.min(1, medianMs / top)})` }}
          />
        )}
      </ol>
      <p className="text-muted pt-1 text-xs">
        {medianMs !== undefined && `Dashed: median of successful runs, ${span(medianMs)}. `}
        {showsWait && 'Grey: the wait before the run. '}× failed; ↑ longer than drawn; ▲ this run.
      </p>
    </div>
  );
}

function runWords({ job, ranMs }: Run, zone: string): string {
  return [
    lookOf(job.status).word,
    ranMs !== undefined && `ran ${span(ranMs)}`,
    `${endWords(job, zone)} (${zone})`,
  ]
    .filter((word) => word !== false)
    .join(', ');
}

/** When it finished, or what is known in place of that. */
function endWords(job: Job, zone: string): string {
  if (job.end !== undefined) return `finished ${dateTime(job.end, zone)}`;
  const planned = neverRan(job) ? plannedStart(job) : undefined;
  return planned === undefined ? endUnknown(job) : `planned ${dateTime(planned, zone)}`;
}

function Table({ past, marked, zone }: { past: Runs; marked: string; zone: string }) {
  const columns = columnsFor(['status', 'finished', 'waited', 'ran'], zone).map((column) =>
    column.id === 'finished'
      ? { ...column, cell: (job: Job) => <Finished job={job} marked={marked} zone={zone} /> }
      : column,
  );
  return (
    <div className="max-h-80 overflow-auto">
      <table aria-label="Past runs" className="w-full text-sm">
        <thead>
          <tr className="text-muted text-left text-xs">
            {columns.map(({ id, header }) => (
              <th key={id} scope="col" className="px-3 py-1 font-medium">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {past.runs.toReversed().map(({ job }) => (
            <tr key={job.id} className="border-line h-7 border-t">
              {columns.map(({ id, cell }) => (
                <td key={id} className="px-3">
                  {cell(job)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Finished({ job, marked, zone }: { job: Job; marked: string; zone: string }) {
  return (
    <>
      <Link
        to="/jobs/$id"
        params={{ id: job.id }}
        preload={false}
        className="text-accent underline"
      >
        {job.end === undefined ? endWords(job, zone) : dateTime(job.end, zone)}
      </Link>
      {job.id === marked && ' this run'}
    </>
  );
}
