import { useMemo } from 'react';

import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { steady, tickingText } from '../../components/use-ticking.ts';
import { elapsedMs, neverRan, plannedStart } from '../../insight/job-times.ts';
import { isOverdue } from '../../insight/overview.ts';
import { isLong, type Usual } from '../../insight/usual.ts';
import { isBad, phaseOf } from '../../status/statuses.ts';
import type { Column } from '../../table/column.ts';
import { vaultNow } from '../../time/clock.ts';
import { near, roughly, span } from '../../time/format.ts';
import { overviewColumns } from './columns.tsx';
import { JobTable } from './JobTable.tsx';
import type { Model } from './model.ts';

type Props = { model: Model; zone: string };

/** Jobs that someone should look at, each with the reason why. */
export function Attention({ model, zone }: Props) {
  const { overdue, long, failed } = model.sets;
  const { usual } = model;
  const columns = useMemo<Column<Job>[]>(
    () => [
      ...overviewColumns(['status', 'title'], { zone, usual }),
      {
        id: 'why',
        header: 'Why',
        end: true,
        cell: (job) => <Why job={job} usual={usual.get(job.title)} />,
      },
    ],
    [zone, usual],
  );
  const jobs = [...overdue, ...long, ...failed].slice(0, maxAttentionRows);
  return (
    <JobTable
      label="Jobs that need attention"
      jobs={jobs}
      latest={model.latest}
      columns={columns}
    />
  );
}

/** More would push the running jobs off the first screen; the counts above link to all. */
export const maxAttentionRows = 6;

type WhyProps = { job: Job; usual: Usual | undefined };

function Why({ job, usual }: WhyProps) {
  const words = tickingText(() => why(job, usual, vaultNow()));
  if (phaseOf(job.status) !== 'active') return <span ref={words} className="whitespace-nowrap" />;
  return (
    <div className="whitespace-nowrap">
      <div ref={words} className={`${steady} ml-auto w-[14em]`} />
      {usual !== undefined && (
        <div className="text-muted text-xs leading-3">usually at most {span(usual.p95Ms)}</div>
      )}
    </div>
  );
}

function why(job: Job, known: Usual | undefined, now: number): string {
  if (isOverdue(job, now) && job.start !== undefined)
    return `overdue by ${roughly(now - milliseconds(job.start))}`;
  if (isBad(job.status)) {
    if (job.end !== undefined) return `failed ${roughly(now - milliseconds(job.end))} ago`;
    const planned = neverRan(job) ? plannedStart(job) : undefined;
    if (planned === undefined) return 'failed, end unknown';
    return `never ran, planned ${near(milliseconds(planned) - now)}`;
  }
  const elapsed = elapsedMs(job, now);
  // Its row may be frozen although the reason has gone.
  if (phaseOf(job.status) !== 'active' || known === undefined || !isLong(elapsed, known))
    return 'no longer needs attention';
  return `running ${span(elapsed ?? 0)}`;
}
