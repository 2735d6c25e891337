import { Link } from '@tanstack/react-router';

import type { Job } from '#contract/jobs.ts';

import { shownTitle } from '../status/title.ts';

type Props = { job: Pick<Job, 'id' | 'title'> };

/** A job's title, leading to its page. Not loaded ahead: each look costs a limited call. */
export function JobLink({ job: { id, title } }: Props) {
  return (
    <Link
      to="/jobs/$id"
      params={{ id }}
      preload={false}
      title={shownTitle(title)}
      className="inline-block max-w-full min-w-0 truncate align-bottom font-medium hover:underline"
    >
      <bdi>{shownTitle(title)}</bdi>
    </Link>
  );
}
