import { Link } from '@tanstack/react-router';

import type { Job } from '#contract/jobs.ts';

import { useUserName } from '../../queries/users.ts';
import { IdLink } from '../../shell/IdLink.tsx';
import { shownTitle } from '../../status/title.ts';

type Props = { job: Job };

/** A job's title, leading to its page, with its id and, where there is room, who made it. */
export function JobName({ job }: Props) {
  return (
    <div className="@container min-w-0">
      <div className="flex min-w-0 flex-col gap-x-2 leading-4 @2xs:flex-row @2xs:items-baseline">
        <Link
          to="/jobs/$id"
          params={{ id: job.id }}
          preload={false}
          title={shownTitle(job.title)}
          className="max-w-full min-w-0 truncate font-medium hover:underline"
        >
          <bdi>{shownTitle(job.title)}</bdi>
        </Link>
        <span className="text-muted shrink-0 text-xs leading-4">
          <IdLink id={job.id} beside />
        </span>
        {job.createdBy !== undefined && <Creator id={job.createdBy} />}
      </div>
    </div>
  );
}

function Creator({ id }: { id: string }) {
  const name = useUserName(id);
  return (
    <bdi
      title={`Created by ${name}`}
      className="text-muted hidden min-w-0 truncate text-xs @xs:inline"
    >
      {name}
    </bdi>
  );
}
