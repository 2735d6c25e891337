import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import type { Job } from '#contract/jobs.ts';

import { StatusBadge } from '../../components/StatusBadge.tsx';
import { finishedAt } from '../../insight/job-times.ts';
import { type PastRuns as Runs, pastRuns, type Run } from '../../insight/runs.ts';
import { lookOf, type Phase } from '../../status/statuses.ts';
import { dateTime, span } from '../../time/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { KnownJob } from './use-job.ts';

type Props = { job: Job; known: KnownJob; zone: string };

/** The last runs of the title, this one marked: is it getting slower, does it fail more often? */
export function PastRuns({ job, known, zone }: Props) {
  const [asTable, setAsTable] = useState(false);
  const past = pastRuns(known.finished, job.title);
  if (past.runs.length === 0) {
    return (
      <Panel title="Past runs">
        <Empty>
          {known.whole
            ? 'No run of this title has finished.'
            : 'No finished run of this title has been read so far.'}
        </Empty>
      </Panel>
    );
  }
  return (
    <Panel
      title="Past runs"
      aside={
        <Button variant="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          As a table
        </Button>
      }
    >
      <p className="text-muted px-3 pt-2 text-sm">
        {rateWords(past)} {!known.whole && 'Counted over the runs read so far.'}
        {!past.showsWait && ' Vault does not tell how long planned runs were queued.'}
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
  return `${Math.round(share * 100)} %`;
}

function rateWords({ runs, failed, counted, trend }: Runs): string {
  const rate =
    counted === 0 ? '' : `: ${failed} of ${counted} failed (${percent(failed / counted)})`;
  const change =
    trend === undefined
      ? ''
      : `; ${percent(trend.lately)} of the newer half, ${percent(trend.before)} of the older`;
  return `The last ${runs.length}${rate}${change}.`;
}

const colours: Record<Phase, string> = {
  waiting: 'bg-waiting',
  active: 'bg-active',
  well: 'bg-well',
  badly: 'bg-bad',
  otherwise: 'bg-otherwise',
  unknown: 'bg-unknown',
};

/** Waits stand on top of runs; a run far beyond the others is cut, and says so. */
function Bars({ past, marked, zone }: { past: Runs; marked: string; zone: string }) {
  const { runs, medianMs, showsWait } = past;
  const whole = (run: Run) => (run.ranMs ?? 0) + (showsWait ? (run.waitedMs ?? 0) : 0);
  const ascending = runs.map(whole).toSorted((a, b) => a - b);
  const usual = ascending[Math.floor((ascending.length - 1) * 0.9)] ?? 0;
  const top = Math.max(Math.min(ascending.at(-1) ?? 0, usual * 2), medianMs ?? 0, 1);
  const height = (ms: number) => `${Math.min(100, (ms / top) * 100)}%`;
  return (
    <div className="p-3">
      <ol className="relative flex h-32 items-end gap-px">
        {runs.map((run) => {
          const { phase } = lookOf(run.job.status);
          return (
            // The link to the page that is open is `aria-current="page"` by itself.
            <li key={run.job.id} className="flex h-full min-w-0 flex-1 flex-col justify-end">
              <Link
                to="/jobs/$id"
                params={{ id: run.job.id }}
                preload={false}
                aria-label={runWords(run, zone)}
                title={runWords(run, zone)}
                className="group hover:bg-raised aria-[current=page]:bg-raised aria-[current=page]:outline-accent flex h-full flex-col justify-end aria-[current=page]:outline"
              >
                {/* Shape, not only colour: a bar that failed carries a mark. */}
                <span aria-hidden className="text-bad text-center text-xs leading-none">
                  {phase === 'badly' ? '×' : whole(run) > top ? '↑' : ''}
                </span>
                {showsWait && (
                  <span
                    aria-hidden
                    className="bg-waiting opacity-40"
                    style={{ height: height(run.waitedMs ?? 0) }}
                  />
                )}
                <span
                  aria-hidden
                  className={`min-h-0.5 ${colours[phase]}`}
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
      {medianMs !== undefined && (
        <p className="text-muted pt-1 text-xs">
          Dashed: median of those that succeeded, {span(medianMs)}. × ended badly; ↑ longer than is
          drawn; ▲ this run.
        </p>
      )}
    </div>
  );
}

function runWords({ job, ranMs }: Run, zone: string): string {
  const at = finishedAt(job);
  return [
    lookOf(job.status).word,
    ranMs !== undefined && `ran ${span(ranMs)}`,
    at !== undefined && `ended ${dateTime(at, zone)} (${zone})`,
  ]
    .filter((word) => word !== false)
    .join(', ');
}

function Table({ past, marked, zone }: { past: Runs; marked: string; zone: string }) {
  return (
    <div className="max-h-80 overflow-auto">
      <table aria-label="Past runs" className="w-full text-sm">
        <thead>
          <tr className="text-muted text-left text-xs">
            {['Status', 'Ended', 'Created to start', 'Ran'].map((name) => (
              <th key={name} scope="col" className="px-3 py-1 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {past.runs.toReversed().map(({ job, ranMs, waitedMs }) => {
            const at = finishedAt(job);
            return (
              <tr key={job.id} className="border-line h-7 border-t">
                <td className="px-3">
                  <StatusBadge status={job.status} />
                </td>
                <td className="px-3">
                  <Link
                    to="/jobs/$id"
                    params={{ id: job.id }}
                    preload={false}
                    className="text-accent underline"
                  >
                    {at === undefined ? 'no date' : dateTime(at, zone)}
                  </Link>
                  {job.id === marked && ' this run'}
                </td>
                <td className="px-3">{waitedMs === undefined ? '–' : span(waitedMs)}</td>
                <td className="px-3">{ranMs === undefined ? '–' : span(ranMs)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
