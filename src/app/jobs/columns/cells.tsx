/** How a job's columns look on screen. */
import type { Job } from '#contract/jobs.ts';
import { neverRan, plannedStart } from '#insight/job-times.ts';
import { clockTime, dateTime, span } from '#insight/time/format.ts';

import { IdLink, JobLink } from '../../components/JobLink.tsx';
import { StatusBadge } from '../../components/StatusBadge.tsx';
import { UnreadableDate } from '../../components/UnreadableDate.tsx';
import { UserName } from '../../components/UserName.tsx';
import type { Column } from '../../table/column.ts';
import { vaultNow } from '../../time/clock.ts';
import { type JobColumn, type JobColumnId, jobColumns } from './columns.ts';

/** The columns with these ids, in this order, with moments in the zone. */
export function columnsFor<Id extends JobColumnId>(
  ids: readonly Id[],
  zone: string,
): Column<Job, Id>[] {
  // Next to a linked title, the id needs no stop of the Tab key.
  const hasTitle = ids.some((id) => id === 'title');
  return ids.map((id) => ({ id, ...look(id, zone, hasTitle) }));
}

export function columnFor<Id extends JobColumnId>(id: Id, zone: string): Column<Job, Id> {
  return { id, ...look(id, zone, false) };
}

function look(id: JobColumnId, zone: string, hasTitle: boolean): Omit<Column<Job>, 'id'> {
  const column: JobColumn = jobColumns[id];
  const { header } = column;
  switch (column.kind) {
    case 'status':
      return {
        header,
        width: 180,
        place: 'status',
        cell: (job) => <StatusBadge status={column.value(job)} />,
      };
    case 'title':
      return { header, width: 300, place: 'title', cell: (job) => <JobLink job={job} /> };
    case 'id':
      return {
        header,
        width: 100,
        cell: (job) => <IdLink id={column.value(job)} beside={hasTitle} />,
      };
    case 'user':
      return {
        header,
        width: 150,
        cell: (job) => orDash(column.value(job), (id) => <UserName id={id} />),
      };
    case 'moment':
      return {
        header,
        width: 175,
        end: true,
        cell: (job) => {
          const at = column.value(job);
          if (at !== undefined) return <time dateTime={at}>{dateTime(at, zone)}</time>;
          const written = column.unreadable(job);
          if (written !== undefined) return <UnreadableDate written={written} />;
          return id === 'started' ? <NotStarted job={job} zone={zone} /> : dash;
        },
      };
    case 'duration':
      return {
        header,
        width: 110,
        end: true,
        cell: (job) => orDash(column.value(job), span),
      };
  }
}

/** Of a job that never ran, its plan stands where its start would be; clearly as a plan. */
function NotStarted({ job, zone }: { job: Job; zone: string }) {
  const planned = neverRan(job) ? plannedStart(job) : undefined;
  if (planned === undefined) return dash;
  return (
    <span className="text-muted" title={`Never ran, planned ${dateTime(planned, zone)} (${zone})`}>
      – planned <time dateTime={planned}>{clockTime(planned, zone, vaultNow())}</time>
    </span>
  );
}

const dash = <span className="text-muted">–</span>;

function orDash<Value>(value: Value | undefined, shown: (value: Value) => React.ReactNode) {
  return value === undefined ? dash : shown(value);
}
