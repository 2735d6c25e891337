import type { Job } from '#contract/jobs.ts';

import { IdLink } from '../../components/IdLink.tsx';
import { JobLink } from '../../components/JobLink.tsx';
import { useUserName } from '../../queries/users.ts';

type Props = { job: Job };

/** A job's title, with its id and creator beside it or, where there is no room, below it. */
export function JobName({ job }: Props) {
  return (
    <div className="@container min-w-0">
      <div className="flex min-w-0 flex-col gap-x-2 leading-4 @xs:flex-row @xs:items-baseline">
        <JobLink job={job} />
        <span className="text-muted flex min-w-0 gap-x-2 text-xs leading-4">
          <IdLink id={job.id} beside />
          {job.createdBy !== undefined && <Creator id={job.createdBy} />}
        </span>
      </div>
    </div>
  );
}

function Creator({ id }: { id: string }) {
  const name = useUserName(id);
  return (
    <bdi title={`Created by ${name}`} className="min-w-0 truncate">
      {name}
    </bdi>
  );
}
