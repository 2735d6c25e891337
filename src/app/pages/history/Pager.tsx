import { Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';

import { Choice } from '../../ui/Choice.tsx';
import { number } from '../../ui/number.ts';
import { pageSizes } from './search.ts';
import { useHistorySearch } from './use-history-search.ts';

type Props = {
  /** How many rows match; undefined where nobody counts. */
  total: number | undefined;
  shown: number;
  /** There is a page after this one. */
  more: boolean;
};

/** Where in the rows one is, and the way to the others. */
export function Pager({ total, shown, more }: Props) {
  const { search, set } = useHistorySearch();
  const { page, size } = search;
  const first = (page - 1) * size + 1;
  const last = total === undefined ? undefined : Math.max(1, Math.ceil(total / size));
  return (
    <nav aria-label="Pages of rows" className="flex flex-wrap items-center gap-3 text-sm">
      <span>
        {shown === 0 ? '0' : `${number(first)}–${number(first + shown - 1)}`}
        {total !== undefined && ` of ${number(total)}`}
      </span>
      <Turn to={1} label="First page" enabled={page > 1}>
        1
      </Turn>
      <Turn to={page - 1} label="Previous page" enabled={page > 1}>
        <ChevronLeft aria-hidden size={16} />
      </Turn>
      <span className="text-muted">page {number(page)}</span>
      <Turn to={page + 1} label="Next page" enabled={more}>
        <ChevronRight aria-hidden size={16} />
      </Turn>
      {last !== undefined && (
        <Turn to={last} label="Last page" enabled={page < last}>
          {number(last)}
        </Turn>
      )}
      <Choice
        label="Rows a page"
        labelled
        value={String(size)}
        options={pageSizes.map((value) => ({ value: String(value), label: String(value) }))}
        onChange={(value) => set({ size: pageSizes.find((one) => String(one) === value) ?? size })}
      />
    </nav>
  );
}

type TurnProps = { to: number; label: string; enabled: boolean; children: React.ReactNode };

const look = 'inline-flex h-7 min-w-7 items-center justify-center rounded border border-edge px-1';

function Turn({ to, label, enabled, children }: TurnProps) {
  if (!enabled) {
    return (
      <span aria-hidden className={`${look} opacity-40`}>
        {children}
      </span>
    );
  }
  return (
    <Link
      from="/history"
      to="/history"
      search={(before) => ({ ...before, page: to, ignored: [] })}
      aria-label={label}
      className={`${look} hover:bg-raised`}
    >
      {children}
    </Link>
  );
}
