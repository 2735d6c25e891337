/** What the overview's tables show of a job. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { Moment } from '../../components/Moment.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { finishedAt, ranMs } from '../../insight/job-times.ts';
import type { Usual } from '../../insight/usual.ts';
import { isFinished } from '../../status/statuses.ts';
import { clockTime, near, span } from '../../time/format.ts';
import { Elapsed, usualWords } from './Elapsed.tsx';
import { JobName } from './JobName.tsx';
import type { Column } from './Rows.tsx';
import { TaskProgress } from './TaskProgress.tsx';

export const nameColumn: Column = {
  header: 'Job',
  wide: true,
  cell: (job) => <JobName job={job} />,
};

export const statusColumn: Column = {
  header: 'Status',
  cell: ({ status }) => <StatusBadge status={status} />,
};

const nothing = <span className="text-muted">–</span>;

export function elapsedColumn(usual: ReadonlyMap<string, Usual>): Column {
  return {
    header: 'Running for',
    end: true,
    cell: (job) => {
      if (isQueued(job)) return <span className="text-muted">not started</span>;
      if (isFinished(job.status)) return <Ran job={job} />; // ended while its row held still
      return <Elapsed job={job} usual={usual.get(job.title)} />;
    },
  };
}

/** How long runs of the title usually take: their median and 95th percentile. */
export function usualColumn(usual: ReadonlyMap<string, Usual>): Column {
  return {
    header: 'Usually',
    end: true,
    roomy: true,
    cell: ({ title }) => (
      <span className="text-muted whitespace-nowrap">{usualWords(usual.get(title))}</span>
    ),
  };
}

export function startedColumn(zone: string): Column {
  return {
    header: 'Started',
    roomy: true,
    end: true,
    cell: (job) =>
      job.start === undefined || isQueued(job) ? (
        nothing
      ) : (
        <Moment at={job.start} zone={zone} words={(now) => startedWords(job, zone, now)} />
      ),
  };
}

function startedWords({ start }: Job, zone: string, now: number): string {
  return start === undefined ? '' : clockTime(start, zone, now);
}

function isQueued({ status }: Job): boolean {
  return status === 'QUEUED' || status === 'QUEUEING';
}

export const tasksColumn: Column = {
  header: 'Tasks',
  end: true,
  roomy: true,
  cell: (job) => (isQueued(job) ? nothing : <TaskProgress job={job} />),
};

/** When it is planned: how far off, and the time itself. */
export function plannedColumn(zone: string): Column {
  return {
    header: 'Planned',
    end: true,
    cell: (job) => (
      <Moment at={job.start} zone={zone} words={(now) => plannedWords(job, zone, now)} />
    ),
  };
}

function plannedWords({ start }: Job, zone: string, now: number): string {
  if (start === undefined) return '';
  return `${near(milliseconds(start) - now)} · ${clockTime(start, zone, now)}`;
}

export function endedColumn(zone: string): Column {
  return {
    header: 'Ended',
    end: true,
    cell: (job) => {
      const at = finishedAt(job);
      return (
        <Moment
          at={at}
          zone={zone}
          words={(now) => (at === undefined ? '' : near(milliseconds(at) - now))}
        />
      );
    },
  };
}

export const ranColumn: Column = {
  header: 'Ran',
  end: true,
  roomy: true,
  cell: (job) => <Ran job={job} />,
};

function Ran({ job }: { job: Job }) {
  const ran = ranMs(job);
  return ran === undefined ? nothing : <span className="whitespace-nowrap">{span(ran)}</span>;
}
