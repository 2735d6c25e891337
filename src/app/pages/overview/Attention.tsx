import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { useTicking } from '../../components/use-ticking.ts';
import { elapsedMs, neverRan, plannedStart } from '../../insight/job-times.ts';
import { isOverdue } from '../../insight/overview.ts';
import { isLong } from '../../insight/usual.ts';
import { isBad, phaseOf } from '../../status/statuses.ts';
import { vaultNow } from '../../time/clock.ts';
import { near, roughly, span } from '../../time/format.ts';
import { overviewColumns } from './columns.tsx';
import { JobTable } from './JobTable.tsx';
import type { Model } from './model.ts';

type Props = { model: Model; zone: string };

/** Jobs that someone should look at, each with the reason why. */
export function Attention({ model, zone }: Props) {
  const { overdue, long, failed } = model.sets;
  const jobs = [...overdue, ...long, ...failed].slice(0, maxAttentionRows);
  return (
    <JobTable
      label="Jobs that need attention"
      jobs={jobs}
      latest={model.latest}
      columns={[
        ...overviewColumns(['status', 'title'], { zone, usual: model.usual }),
        { id: 'why', header: 'Why', end: true, cell: (job) => <Why job={job} model={model} /> },
      ]}
    />
  );
}

/** More would push the running jobs off the first screen; the counts above link to all. */
export const maxAttentionRows = 6;

function Why({ job, model }: { job: Job; model: Model }) {
  const words = useTicking(() => why(job, model, vaultNow()));
  return <span className="whitespace-nowrap">{words}</span>;
}

function why(job: Job, { usual }: Model, now: number): string {
  if (isOverdue(job, now) && job.start !== undefined)
    return `overdue by ${roughly(now - milliseconds(job.start))}`;
  if (isBad(job.status)) {
    if (job.end !== undefined) return `failed ${roughly(now - milliseconds(job.end))} ago`;
    const planned = neverRan(job) ? plannedStart(job) : undefined;
    if (planned === undefined) return 'failed, end unknown';
    return `never ran, planned ${near(milliseconds(planned) - now)}`;
  }
  const known = usual.get(job.title);
  const elapsed = elapsedMs(job, now);
  // Its row may be frozen although the reason has gone.
  if (phaseOf(job.status) !== 'active' || known === undefined || !isLong(elapsed, known))
    return 'no longer needs attention';
  return `running ${span(elapsed ?? 0)}; usually at most ${span(known.p95Ms)}`;
}
