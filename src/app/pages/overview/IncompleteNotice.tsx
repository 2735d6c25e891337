import type { JobList } from '../../queries/jobs.ts';
import { Notice } from '../../ui/Notice.tsx';

type Props = { list: JobList };

/** Says when the list is not all that Vault counts: a part must not pass for the whole. */
export function Part({ list: { jobs, unreadable, total } }: Props) {
  const missing = total === undefined ? 0 : total - jobs.length - unreadable;
  if (unreadable === 0 && missing <= 0) return null;
  return (
    <Notice>
      {jobs.length} unfinished {jobs.length === 1 ? 'job is' : 'jobs are'} shown
      {total !== undefined && ` of ${total} that Vault counts`}.
      {unreadable > 0 && ` ${unreadable} could not be read.`}
      {missing > 0 &&
        ` ${missing} did not come with the list; it is asked for again with the next refresh.`}
    </Notice>
  );
}
