/** Links from a number or a mark to the rows behind it: History with exactly these, and the same count. */
import { useRouter } from '@tanstack/react-router';
import { createContext, type MouseEvent, type ReactNode, useContext } from 'react';

import { instant } from '#contract/instant.ts';
import type { RowsFilter } from '#insight/rows-filter.ts';
import { weekHourText } from '#insight/week-hour.ts';

import { counted } from '../ui/number.ts';
import { writeSearch } from '../url/search.ts';

/** What narrows the rows of the whole page, as History filters them. */
export type Narrowing = {
  title?: string | undefined;
  by?: string | undefined;
  zone?: string | undefined;
};

const NarrowingContext = createContext<Narrowing>({});
export const RowsNarrowed = NarrowingContext.Provider;

type Props = {
  rows: RowsFilter;
  /** How many they are. */
  count: number;
  /** What they are, for those who don't see where the link stands; its children unless given. */
  label?: string;
  className?: string;
  children: ReactNode;
};

export function RowsLink({ rows, count, label, className = 'quiet-link', children }: Props) {
  const address = useRowsAddress()(rows);
  if (count === 0) return <span className="text-muted">{children}</span>;
  return (
    <a {...address} data-count={count} aria-label={label} title={label} className={className}>
      {children}
    </a>
  );
}

type SvgProps = { rows: RowsFilter; count: number; label: string; children: ReactNode };

/** A mark of a drawing. `MarkArea` shows its label to the pointer. */
export function SvgRowsLink({ rows, count, label, children }: SvgProps) {
  const toRows = useRowsMark();
  return <a {...toRows(rows, { count, label })}>{children}</a>;
}

/** Gives the attributes of a mark that is a link to rows, for drawings of hundreds of them. */
export function useRowsMark() {
  const address = useRowsAddress();
  return (rows: RowsFilter, { count, label }: { count: number; label: string }) => ({
    ...address(rows),
    'data-count': count,
    'aria-label': `${label}: ${counted(count, 'job')}`,
  });
}

/** Gives the address of rows, and what leads there without loading the whole app again. */
function useRowsAddress() {
  const router = useRouter();
  const narrowing = useContext(NarrowingContext);
  return (rows: RowsFilter) => {
    const search = historySearch(rows, narrowing);
    return {
      href: `${router.basepath.replace(/\/$/, '')}/history${writeSearch(search)}`,
      onClick(event: MouseEvent) {
        const { altKey, button, ctrlKey, metaKey, shiftKey } = event;
        // Whoever wants a new tab or window gets it from the browser.
        if (event.defaultPrevented || button !== 0 || altKey || ctrlKey || metaKey || shiftKey)
          return;
        event.preventDefault();
        void router.navigate({ to: '/history', search });
      },
    };
  };
}

/** As History's address holds them. Instants, as local times are ambiguous when clocks go back. */
export function historySearch(rows: RowsFilter, { title, by, zone }: Narrowing) {
  const { titles, statuses, ids, weekHour, date = 'over', from, to } = rows;
  const isOpen = from === undefined && to === undefined;
  return {
    ...(statuses !== undefined && { status: [...new Set(statuses.map(upper))] }),
    ...((!isOpen || weekHour !== undefined) && { date }),
    ...(!isOpen && { range: 'custom' as const }),
    ...(from !== undefined && { from: instant(from) }),
    ...(to !== undefined && { to: instant(to) }),
    ...(title !== undefined && title.trim() !== '' && { title }),
    ...(titles !== undefined && { is: [...titles] }),
    ...(ids !== undefined && { id: [...ids] }),
    ...(weekHour !== undefined && { hour: weekHourText(weekHour) }),
    ...(by !== undefined && by !== '' && { by }),
    ...(zone !== undefined && { zone }),
  };
}

function upper(status: string): string {
  return status.toUpperCase();
}
