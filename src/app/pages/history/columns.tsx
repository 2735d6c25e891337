/** History's columns: what each shows, and what it is called. */
import type { Instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { IdLink } from '../../components/IdLink.tsx';
import { JobLink } from '../../components/JobLink.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { UserName } from '../../components/UserName.tsx';
import { finishedAt, ranMs, waitedMs } from '../../insight/job-times.ts';
import type { DataColumn } from '../../table/DataTable.tsx';
import { dateTime, span } from '../../time/format.ts';
import type { ColumnId } from './search.ts';

export type JobColumn = DataColumn<Job, ColumnId>;

export const headers: Record<ColumnId, string> = {
  status: 'Status',
  title: 'Title',
  id: 'ID',
  by: 'Created by',
  created: 'Created',
  started: 'Started',
  finished: 'Finished',
  ran: 'Ran',
  waited: 'Created to start',
};

export function jobColumns(ids: readonly ColumnId[], zone: string): JobColumn[] {
  return ids.map((id) => ({ id, header: headers[id], ...parts(id, zone, ids) }));
}

type Parts = Pick<JobColumn, 'cell' | 'width' | 'end'>;

function parts(id: ColumnId, zone: string, ids: readonly ColumnId[]): Parts {
  switch (id) {
    case 'status':
      return { width: 180, cell: ({ status }) => <StatusBadge status={status} /> };
    case 'title':
      return { width: 300, cell: (job) => <JobLink job={job} /> };
    case 'id':
      return { width: 100, cell: (job) => <IdLink id={job.id} beside={ids.includes('title')} /> };
    case 'by':
      return {
        width: 150,
        cell: ({ createdBy }) => createdBy !== undefined && <UserName id={createdBy} />,
      };
    case 'created':
      return moment(zone, ({ created }) => created);
    case 'started':
      return moment(zone, ({ start }) => start);
    case 'finished':
      return moment(zone, finishedAt);
    case 'ran':
      return lasting(ranMs);
    case 'waited':
      return lasting(waitedMs);
  }
}

const none = <span className="text-muted">–</span>;

function moment(zone: string, read: (job: Job) => Instant | undefined): Parts {
  return {
    width: 175,
    end: true,
    cell: (job) => {
      const at = read(job);
      return at === undefined ? none : <time dateTime={at}>{dateTime(at, zone)}</time>;
    },
  };
}

function lasting(read: (job: Job) => number | undefined): Parts {
  return {
    width: 110,
    end: true,
    cell: (job) => {
      const ms = read(job);
      return ms === undefined ? none : span(ms);
    },
  };
}
