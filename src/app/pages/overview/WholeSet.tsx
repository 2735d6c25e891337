import { Link } from '@tanstack/react-router';

import type { Job } from '#contract/jobs.ts';

import { ListStates } from '../../components/ListStates.tsx';
import type { SetName } from '../../insight/overview.ts';
import { Panel } from '../../ui/Panel.tsx';
import {
  elapsedColumn,
  endedColumn,
  nameColumn,
  plannedColumn,
  ranColumn,
  startedColumn,
  statusColumn,
  tasksColumn,
  usualColumn,
} from './columns.tsx';
import { JobTable } from './JobTable.tsx';
import type { Model } from './model.ts';
import { ScheduledJobs } from './ScheduledJobs.tsx';
import { type ForScheduled, type Started, withFollowed } from './started-jobs.ts';

const titles: Record<SetName, string> = {
  running: 'Running',
  queued: 'Queued',
  scheduled: 'Scheduled',
  overdue: 'Overdue: planned more than 2 minutes ago, and not started',
  long: 'Longer than usual: over the p95 of past successful runs, and over a minute',
  failed: 'Failed in the last 24 hours',
  unknown: 'In a status that Jobwatch does not know',
};

const nothing: Record<SetName, string> = {
  running: 'No job is running.',
  queued: 'No job is queued.',
  scheduled: 'No job is scheduled.',
  overdue: 'No job is overdue.',
  long: 'No job runs longer than usual.',
  failed: 'No job failed in the last 24 hours.',
  unknown: 'No job is in an unknown status.',
};

type Props = {
  set: SetName;
  model: Model;
  zone: string;
  scheduled: ForScheduled;
  followed: readonly Started[];
};

/** One of the overview's sets, whole: as many rows as its count says. */
export function WholeSet({ set, model, zone, scheduled, followed }: Props) {
  const jobs = model.sets[set];
  const list = set === 'failed' ? 'histories' : 'monitors';
  const error = set === 'failed' ? model.historiesError : model.monitorsError;
  const rows = shownIn(set, model, followed);
  const started = rows.length - jobs.length;
  return (
    <Panel
      title={titles[set]}
      aside={
        <>
          {started > 0 && `${jobs.length} ${set}, and ${started} that you started · `}
          <Link to="/" className="text-accent underline">
            Back to everything
          </Link>
        </>
      }
    >
      <ListStates
        known={model[list] !== undefined}
        error={error}
        empty={rows.length === 0}
        nothing={nothing[set]}
        rows={8}
      >
        {set === 'scheduled' || set === 'overdue' ? (
          <ScheduledJobs {...scheduled} jobs={rows} />
        ) : (
          <JobTable
            label={titles[set]}
            jobs={jobs}
            latest={model.latest}
            columns={columns(set, model, zone)}
          />
        )}
      </ListStates>
    </Panel>
  );
}

/** Jobs just started keep their places among those that were still planned. */
function shownIn(set: SetName, { sets }: Model, followed: readonly Started[]): Job[] {
  if (set === 'scheduled') return withFollowed(sets.scheduled, followed);
  if (set !== 'overdue') return sets[set];
  const wereOverdue = followed.filter(({ wasOverdue }) => wasOverdue);
  return withFollowed(sets.overdue, wereOverdue);
}

function columns(set: SetName, model: Model, zone: string) {
  if (set === 'failed') return [statusColumn, nameColumn, ranColumn, endedColumn(zone)];
  if (set === 'queued' || set === 'unknown') return [statusColumn, nameColumn, plannedColumn(zone)];
  return [
    statusColumn,
    nameColumn,
    startedColumn(zone),
    usualColumn(model.usual),
    tasksColumn,
    elapsedColumn(model.usual),
  ];
}
