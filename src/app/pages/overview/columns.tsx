/** What the overview's tables show of a job. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { finishedAt, ranMs } from '../../insight/moment.ts';
import type { Usual } from '../../insight/usual.ts';
import { StatusBadge } from '../../status/StatusBadge.tsx';
import { clockTime, near, span } from '../../time/format.ts';
import { Moment } from '../../time/Moment.tsx';
import { Elapsed } from './Elapsed.tsx';
import { JobName } from './JobName.tsx';
import type { Column } from './Rows.tsx';

export const nameColumn: Column = {
  header: 'Job',
  wide: true,
  cell: (job) => <JobName job={job} />,
};

export const statusColumn: Column = {
  header: 'Status',
  cell: ({ status }) => <StatusBadge status={status} />,
};

export function elapsedColumn(usual: ReadonlyMap<string, Usual>): Column {
  return {
    header: 'Running for',
    end: true,
    cell: (job) =>
      job.status === 'QUEUED' || job.status === 'QUEUEING' ? (
        <span className="text-muted">not started</span>
      ) : (
        <Elapsed job={job} usual={usual.get(job.title)} />
      ),
  };
}

export function startedColumn(zone: string): Column {
  return {
    header: 'Started',
    roomy: true,
    end: true,
    cell: (job) => (
      <Moment
        at={job.start}
        zone={zone}
        words={(now) => (job.start === undefined ? '' : clockTime(job.start, zone, now))}
      />
    ),
  };
}

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
  cell: (job) => {
    const ran = ranMs(job);
    return ran === undefined ? <span className="text-muted">–</span> : span(ran);
  },
};
