import { Link } from '@tanstack/react-router';

import type { Recovered } from '#insight/failing.ts';
import type { PageFilter } from '#insight/page-filter.ts';

import { JobLink } from '../../components/JobLink.tsx';
import { StatusShape } from '../../components/StatusShape.tsx';
import { counted, number } from '../../ui/number.ts';

type Props = {
  recovered: Recovered;
  /** How many have no line of their own; the last line leads to them. */
  more: number;
  filter: PageFilter;
};

/** A title that needs no attention any more, in a line that was kept free for one that does. */
export function RecoveredTitle({ recovered: { job, failures }, more, filter }: Props) {
  return (
    <p className="flex flex-wrap items-center gap-x-2 sm:flex-nowrap">
      <span className="inline-flex items-center gap-1 whitespace-nowrap">
        <StatusShape shape="tick" size={16} />
        Recovered
      </span>
      <JobLink job={job} />
      <span className="whitespace-nowrap">{counted(failures, 'failure')} in 24 h</span>
      {more > 0 && (
        <Link
          to="/"
          search={{ ...filter, show: 'recovered' }}
          className="text-accent ml-auto inline-flex min-h-6 items-center whitespace-nowrap underline"
        >
          and {number(more)} more
        </Link>
      )}
    </p>
  );
}
