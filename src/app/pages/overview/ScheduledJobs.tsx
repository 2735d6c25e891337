import { useMemo } from 'react';

import type { Job } from '#contract/jobs.ts';

import { StartedStatus } from '../../start/StartedStatus.tsx';
import { StartNotAllowed, StartNowButton } from '../../start/StartNowButton.tsx';
import type { Column } from '../../table/column.ts';
import { overviewColumns } from './columns.tsx';
import { JobTable } from './JobTable.tsx';
import type { Model } from './model.ts';
import type { StartedJob } from './started-jobs.ts';

/** What the rows of scheduled jobs need, wherever on the page they are. */
export type Starting = {
  started: readonly StartedJob[];
  /** The dialog is open over the rows. */
  dialogOpen: boolean;
  onStart: (job: Job) => void;
};

type Props = Starting & { jobs: Job[]; model: Model; zone: string };

/** Scheduled jobs, the next ones first, each with its Start now. */
export function ScheduledJobs({ jobs, model, zone, ...starting }: Props) {
  const columns = useScheduledColumns({ ...starting, zone });
  return (
    <>
      <div className="px-3 py-2 empty:hidden">
        <StartNotAllowed />
      </div>
      <JobTable
        label="Scheduled jobs"
        jobs={jobs}
        latest={model.latest}
        columns={columns}
        freeze={starting.dialogOpen}
      />
    </>
  );
}

type Context = Pick<Props, 'zone' | 'started' | 'onStart'>;

/** The same array until what they show changes, or every row would be drawn again. */
export function useScheduledColumns({ zone, started, onStart }: Context) {
  return useMemo(() => {
    const byViewer = (job: Job) => started.some(({ id }) => id === job.id);
    const action: Column<Job> = {
      id: 'action',
      header: 'Action',
      end: true,
      screenOnly: true,
      cell: (job) =>
        byViewer(job) || job.status !== 'SCHEDULED' ? (
          <StartedStatus status={job.status} byViewer={byViewer(job)} />
        ) : (
          <StartNowButton variant="subtle" job={job} onPress={() => onStart(job)} />
        ),
    };
    return [...overviewColumns(['title', 'planned'], zone), action];
  }, [zone, started, onStart]);
}
