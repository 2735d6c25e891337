import { Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';

import { Choice } from '../../ui/Choice.tsx';
import { number } from '../../ui/number.ts';
import { pageSizes } from './search.ts';
import type { HistoryRows } from './use-history-rows.ts';
import { useHistorySearch } from './use-history-search.ts';

type Props = {
  rows: HistoryRows;
  /** The URL's page does not exist: the rows are those of the last one. */
  isBeyondLast: boolean;
};

/** Which page of the rows is shown, with links to the others. */
export function Pager({ rows, isBeyondLast }: Props) {
  const { search, set } = useHistorySearch();
  const { size } = search;
  const { total, hasMore } = rows;
  // Links count from the page that was asked for: two quick clicks on Next move on by two pages.
  const page = isBeyondLast ? rows.page : search.page;
  const last = total === undefined ? undefined : Math.max(1, Math.ceil(total / size));
  return (
    <nav aria-label="Pages of rows" className="flex flex-wrap items-center gap-3 text-sm">
      <span>{rangeText(rows)}</span>
      <PageLink onAsk={rows.ask} to={1} label="First page" enabled={search.page > 1}>
        1
      </PageLink>
      <PageLink onAsk={rows.ask} to={page - 1} label="Previous page" enabled={page > 1}>
        <ChevronLeft aria-hidden size={16} />
      </PageLink>
      <span className="text-muted">page {number(rows.page)}</span>
      <PageLink onAsk={rows.ask} to={page + 1} label="Next page" enabled={hasMore}>
        <ChevronRight aria-hidden size={16} />
      </PageLink>
      {last !== undefined && (
        <PageLink onAsk={rows.ask} to={last} label="Last page" enabled={page < last}>
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

/** Of the rows on screen, which may still be those of the previous page. */
function rangeText({ source, rows, offset, total }: HistoryRows): string {
  const shown = rows?.length ?? 0;
  const end = shown === 0 ? 0 : offset + shown;
  const range = shown === 0 ? '0' : `${number(offset + 1)}–${number(end)}`;
  if (total === undefined) return range;
  return source === 'vault' && total < end
    ? `${range}, although Vault counts ${number(total)}`
    : `${range} of ${number(total)}`;
}

type PageLinkProps = {
  to: number;
  label: string;
  enabled: boolean;
  /** Is called with a page that is about to be turned to. */
  onAsk: (page: number) => void;
  children: React.ReactNode;
};

const box =
  'print:hidden inline-flex h-7 min-w-7 items-center justify-center rounded border border-edge px-1';

function PageLink({ to, label, enabled, onAsk, children }: PageLinkProps) {
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
      onClick={({ ctrlKey, metaKey, shiftKey }) => {
        // Otherwise it opens in another tab or window.
        if (!ctrlKey && !metaKey && !shiftKey) onAsk(to);
      }}
      aria-label={label}
      className={`${box} hover:bg-raised`}
    >
      {children}
    </Link>
  );
}
