import { Link } from '@tanstack/react-router';

import type { Job } from '#contract/jobs.ts';

import { useUserName } from '../../queries/users.ts';
import { shownTitle } from '../../status/title.ts';

type Props = { job: Job };

/** A job's title, leading to its page, with its id and who made it beneath. */
export function JobName({ job }: Props) {
  return (
    <div className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <Link
        to="/jobs/$id"
        params={{ id: job.id }}
        preload={false}
        title={shownTitle(job.title)}
        className="max-w-full truncate font-medium hover:underline"
      >
        <bdi>{shownTitle(job.title)}</bdi>
      </Link>
      <span className="text-muted truncate text-xs">
        {job.id}
        {job.createdBy !== undefined && <Creator id={job.createdBy} />}
      </span>
    </div>
  );
}

function Creator({ id }: { id: string }) {
  const name = useUserName(id);
  return <bdi> · {name}</bdi>;
}
