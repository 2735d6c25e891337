import { Link } from '@tanstack/react-router';

import type { Recovered } from '#insight/failing.ts';
import type { PageFilter } from '#insight/page-filter.ts';

import { JobLink } from '../../components/JobLink.tsx';
import { StatusShape } from '../../components/StatusShape.tsx';
import { counted, number } from '../../ui/number.ts';

type Props = {
  recovered: readonly Recovered[];
  /** Of titles that need attention, which are twice as high on a phone. */
  lines: number;
  filter: PageFilter;
};

/** Titles that need no attention any more, in lines that were kept free for some that do. */
export function RecoveredTitles({ recovered, lines, filter }: Props) {
  return recovered.slice(0, 2 * lines).map(({ job, failures }, at) => (
    <p
      key={job.id}
      className={`flex h-10.25 flex-wrap content-center items-center gap-x-2 max-sm:h-11.5 sm:flex-nowrap ${at < lines ? '' : 'sm:hidden'}`}
    >
      <span className="inline-flex items-center gap-1 whitespace-nowrap">
        <StatusShape shape="tick" size={16} />
        Recovered
      </span>
      <JobLink job={job} />
      <span className="whitespace-nowrap">{counted(failures, 'failure')} in 24 h</span>
      {at === lines - 1 && (
        <More count={recovered.length - lines} filter={filter} look="max-sm:hidden" />
      )}
      {at === 2 * lines - 1 && (
        <More count={recovered.length - 2 * lines} filter={filter} look="sm:hidden" />
      )}
    </p>
  ));
}

type MoreProps = { count: number; filter: PageFilter; look: string };

/** Leads to those that have no line. */
function More({ count, filter, look }: MoreProps) {
  if (count <= 0) return null;
  return (
    <Link
      to="/"
      search={{ ...filter, show: 'recovered' }}
      className={`text-accent ml-auto inline-flex min-h-6 items-center whitespace-nowrap underline ${look}`}
    >
      and {number(count)} more
    </Link>
  );
}
