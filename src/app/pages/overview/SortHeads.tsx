/** What stands above the columns of a list that can be sorted, and on phones a choice instead. */
import { useNavigate } from '@tanstack/react-router';
import { ArrowDown, ArrowUp } from 'lucide-react';

import type { Job } from '#contract/jobs.ts';

import type { Column } from '../../table/column.ts';
import { Choice } from '../../ui/Choice.tsx';
import type { Sorting } from './JobTable.tsx';
import { isSortable, type ListSort } from './list-sort.ts';

function useSetSort() {
  const navigate = useNavigate({ from: '/' });
  return (sort: string) =>
    void navigate({
      to: '/',
      search: (before) => ({ ...before, sort }),
      resetScroll: false,
    });
}

export function useSorting(sort: ListSort | undefined): Sorting<Job> {
  const set = useSetSort();
  const sorted = (id: string) => {
    if (sort?.by !== id) return undefined;
    return sort.isDescending ? 'descending' : 'ascending';
  };
  return {
    sorted,
    heading: ({ id, header }) => {
      if (!isSortable(id)) return header;
      const order = sorted(id);
      return (
        <button
          type="button"
          onClick={() => set(order === 'descending' ? id : `-${id}`)}
          className="hover:text-ink inline-flex min-h-6 min-w-6 items-center gap-1"
        >
          {header}
          {order === 'ascending' && <ArrowUp aria-hidden size={12} />}
          {order === 'descending' && <ArrowDown aria-hidden size={12} />}
        </button>
      );
    },
  };
}

type Props = { sort: ListSort | undefined; columns: readonly Column<Job>[] };

/** There the heads are only for screen readers. */
export function SortChoice({ sort, columns }: Props) {
  const set = useSetSort();
  const options = columns
    .filter(({ id }) => isSortable(id))
    .flatMap(({ id, header }) => [
      { value: `-${id}`, label: `${header}, descending` },
      { value: id, label: `${header}, ascending` },
    ]);
  return (
    <span className="sm:hidden">
      <Choice
        label="Sort by"
        labelled
        value={sort === undefined ? '' : `${sort.isDescending ? '-' : ''}${sort.by}`}
        options={[{ value: '', label: 'Usual order' }, ...options]}
        onChange={set}
      />
    </span>
  );
}
