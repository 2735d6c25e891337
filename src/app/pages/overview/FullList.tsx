import { Link } from '@tanstack/react-router';

import type { Job } from '#contract/jobs.ts';

import { ListStates } from '../../components/ListStates.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { finishedColumns, runningColumns, useOverviewColumns } from './columns.tsx';
import { JobTable } from './JobTable.tsx';
import { type ListName, listOf, type Model, nothingWords } from './model.ts';
import { ScheduledJobs, type Starting } from './ScheduledJobs.tsx';
import { type StartedJob, withStarted } from './started-jobs.ts';

const titles: Record<ListName, string> = {
  failing: 'Failing titles, each with its last failure',
  running: 'Running',
  queued: 'Queued',
  scheduled: 'Scheduled',
  overdue: 'Overdue: due more than 2 minutes ago, and not started',
  long: 'Longer than usual: over a minute, and longer than 95% of past successful runs',
  stuck: 'Queued too long: longer than 95% of its known waits, or 15 minutes where none are known',
  failed: 'Failed in the last 24 hours',
  unknown: 'Unknown status',
};

const nothing: Record<ListName, string> = {
  failing: 'No title is failing.',
  running: 'No job is running.',
  queued: 'No job is queued.',
  scheduled: 'No job is scheduled.',
  overdue: 'No job is overdue.',
  long: 'No job is running longer than usual.',
  stuck: 'No job has been queued for too long.',
  failed: 'No job failed in the last 24 hours.',
  unknown: 'No job has an unknown status.',
};

type Props = { set: ListName; model: Model; zone: string; starting: Starting };

/** One of the overview's lists in full: as many rows as its count says. */
export function FullList({ set, model, zone, starting }: Props) {
  const jobs = listOf(set, model);
  const columns = useOverviewColumns(columnsOf(set), { zone, usual: model.usual });
  const isOfFinished = set === 'failed' || set === 'failing';
  const list = isOfFinished ? 'histories' : 'monitors';
  const error = isOfFinished ? model.historiesError : model.monitorsError;
  const rows = rowsOf(set, model, starting.started);
  const started = rows.length - jobs.length;
  return (
    <Panel
      title={titles[set]}
      aside={
        <>
          {started > 0 && `${jobs.length} ${set}, and ${started} that you started · `}
          <Link to="/" search={model.filter} className="text-accent underline">
            Back to the overview
          </Link>
        </>
      }
    >
      <ListStates
        known={model[list] !== undefined}
        error={error}
        empty={rows.length === 0}
        nothing={nothingWords(model, nothing[set], model[list])}
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
function rowsOf(set: ListName, model: Model, started: readonly StartedJob[]): Job[] {
  const { sets } = model;
  if (set === 'scheduled') return withStarted(sets.scheduled, started);
  if (set !== 'overdue') return listOf(set, model);
  const wereOverdue = started.filter(({ wasOverdue }) => wasOverdue);
  return withStarted(sets.overdue, wereOverdue);
}

function columnsOf(set: ListName) {
  if (set === 'failed' || set === 'failing') return finishedColumns;
  if (set === 'queued' || set === 'stuck') return queuedColumns;
  if (set === 'unknown') return unknownColumns;
  return runningColumns;
}

const queuedColumns = ['status', 'title', 'planned'] as const;
const unknownColumns = ['status', 'title', 'started'] as const;
