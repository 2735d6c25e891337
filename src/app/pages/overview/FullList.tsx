import { Link } from '@tanstack/react-router';

import type { Job } from '#contract/jobs.ts';

import { ListStates } from '../../components/ListStates.tsx';
import type { SetName } from '../../insight/overview.ts';
import { Panel } from '../../ui/Panel.tsx';
import { finishedColumns, runningColumns, useOverviewColumns } from './columns.tsx';
import { JobTable } from './JobTable.tsx';
import { type Model, nothingWords } from './model.ts';
import { ScheduledJobs, type Starting } from './ScheduledJobs.tsx';
import { type StartedJob, withStarted } from './started-jobs.ts';

const titles: Record<SetName, string> = {
  running: 'Running',
  queued: 'Queued',
  scheduled: 'Scheduled',
  overdue: 'Overdue: due more than 2 minutes ago, and not started',
  long: 'Longer than usual: over a minute, and longer than 95% of past successful runs',
  failed: 'Failed in the last 24 hours',
  unknown: 'Unknown status',
};

const nothing: Record<SetName, string> = {
  running: 'No job is running.',
  queued: 'No job is queued.',
  scheduled: 'No job is scheduled.',
  overdue: 'No job is overdue.',
  long: 'No job is running longer than usual.',
  failed: 'No job failed in the last 24 hours.',
  unknown: 'No job has an unknown status.',
};

type Props = { set: SetName; model: Model; zone: string; starting: Starting };

/** One of the overview's lists in full: as many rows as its count says. */
export function FullList({ set, model, zone, starting }: Props) {
  const jobs = model.sets[set];
  const columns = useOverviewColumns(columnsOf(set), { zone, usual: model.usual });
  const list = set === 'failed' ? 'histories' : 'monitors';
  const error = set === 'failed' ? model.historiesError : model.monitorsError;
  const rows = rowsOf(set, model, starting.started);
  const started = rows.length - jobs.length;
  return (
    <Panel
      title={titles[set]}
      aside={
        <>
          {started > 0 && `${jobs.length} ${set}, and ${started} that you started · `}
          <Link to="/" className="text-accent underline">
            Back to the overview
          </Link>
        </>
      }
    >
      <ListStates
        known={model[list] !== undefined}
        error={error}
        empty={rows.length === 0}
        nothing={nothingWords(nothing[set], model[list])}
        rows={8}
      >
        {set === 'scheduled' || set === 'overdue' ? (
          <ScheduledJobs {...starting} jobs={rows} model={model} zone={zone} />
        ) : (
          <JobTable label={titles[set]} jobs={jobs} latest={model.latest} columns={columns} />
        )}
      </ListStates>
    </Panel>
  );
}

/** Jobs just started stay where they were among those still scheduled. */
function rowsOf(set: SetName, { sets }: Model, started: readonly StartedJob[]): Job[] {
  if (set === 'scheduled') return withStarted(sets.scheduled, started);
  if (set !== 'overdue') return sets[set];
  const wereOverdue = started.filter(({ wasOverdue }) => wasOverdue);
  return withStarted(sets.overdue, wereOverdue);
}

function columnsOf(set: SetName) {
  if (set === 'failed') return finishedColumns;
  if (set === 'queued') return queuedColumns;
  if (set === 'unknown') return unknownColumns;
  return runningColumns;
}

const queuedColumns = ['status', 'title', 'planned'] as const;
const unknownColumns = ['status', 'title', 'started'] as const;
