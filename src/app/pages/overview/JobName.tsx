import { Link } from '@tanstack/react-router';

import type { Job } from '#contract/jobs.ts';

import { IdLink } from '../../components/IdLink.tsx';
import { useUserName } from '../../queries/users.ts';
import { shownTitle } from '../../status/title.ts';

type Props = { job: Job };

/** A job's title, leading to its page, with its id and who made it: beside it, or on a line of their own. */
export function JobName({ job }: Props) {
  return (
    <div className="@container min-w-0">
      <div className="flex min-w-0 flex-col gap-x-2 leading-4 @xs:flex-row @xs:items-baseline">
        <Link
          to="/jobs/$id"
          params={{ id: job.id }}
          preload={false}
          title={shownTitle(job.title)}
          className="max-w-full min-w-0 truncate font-medium hover:underline"
        >
          <bdi>{shownTitle(job.title)}</bdi>
        </Link>
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
