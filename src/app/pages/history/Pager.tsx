import { Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';

import { Choice } from '../../ui/Choice.tsx';
import { number } from '../../ui/number.ts';
import { pageSizes } from './search.ts';
import { useHistorySearch } from './use-history-search.ts';

type Props = {
  /** The page of the rows on screen: the last one where the URL's lies beyond it. */
  page: number;
  /** How many rows match; undefined where that is not known. */
  total: number | undefined;
  shown: number;
  hasMore: boolean;
};

/** Which page of the rows is shown, with links to the others. */
export function Pager({ page, total, shown, hasMore }: Props) {
  const { search, set } = useHistorySearch();
  const { size } = search;
  const first = (page - 1) * size + 1;
  const end = shown === 0 ? 0 : first + shown - 1;
  const last = total === undefined ? undefined : Math.max(1, Math.ceil(total / size));
  return (
    <nav aria-label="Pages of rows" className="flex flex-wrap items-center gap-3 text-sm">
      <span>
        {shown === 0 ? '0' : `${number(first)}–${number(end)}`}
        {total !== undefined &&
          (total < end ? `, although Vault counts ${number(total)}` : ` of ${number(total)}`)}
      </span>
      <PageLink to={1} label="First page" enabled={search.page > 1}>
        1
      </PageLink>
      <PageLink to={page - 1} label="Previous page" enabled={page > 1}>
        <ChevronLeft aria-hidden size={16} />
      </PageLink>
      <span className="text-muted">page {number(page)}</span>
      <PageLink to={page + 1} label="Next page" enabled={hasMore}>
        <ChevronRight aria-hidden size={16} />
      </PageLink>
      {last !== undefined && (
        <PageLink to={last} label="Last page" enabled={page < last}>
          {number(last)}
        </PageLink>
      )}
      <Choice
        label="Rows per page"
        labelled
        value={String(size)}
        options={pageSizes.map((value) => ({ value: String(value), label: String(value) }))}
        onChange={(value) => set({ size: pageSizes.find((one) => String(one) === value) ?? size })}
      />
    </nav>
  );
}

type PageLinkProps = { to: number; label: string; enabled: boolean; children: React.ReactNode };

const box = 'inline-flex h-7 min-w-7 items-center justify-center rounded border border-edge px-1';

function PageLink({ to, label, enabled, children }: PageLinkProps) {
  if (!enabled) {
    return (
      <span aria-hidden className={`${box} opacity-40`}>
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
      className={`${box} hover:bg-raised`}
    >
      {children}
    </Link>
  );
}
