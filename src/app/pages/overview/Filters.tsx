import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';

import type { Overview } from '#insight/overview.ts';
import { isFiltering, type PageFilter } from '#insight/page-filter.ts';

import { TitleAndCreatorFilter } from '../../components/TitleAndCreatorFilter.tsx';
import { useUserName } from '../../queries/users.ts';
import { Button } from '../../ui/Button.tsx';
import { number } from '../../ui/number.ts';
import type { Model } from './model.ts';

type Props = { model: Model; onClose: () => void };

/** Narrows the whole page, in its address, and says that it is narrowed. */
export function Filters({ model, onClose }: Props) {
  const { filter, unfiltered } = model;
  const navigate = useNavigate({ from: '/' });
  const set = (change: Partial<PageFilter>, replace = false) =>
    void navigate({
      to: '/',
      search: (before) => ({ ...before, ...change }),
      replace,
      resetScroll: false,
    });
  const titleField = useRef<HTMLInputElement>(null);
  // Whoever has just opened the filter wants to type; an address that holds one opens it too.
  const [isOpenedByHand] = useState(!isFiltering(filter));
  useEffect(() => {
    if (isOpenedByHand) titleField.current?.focus();
  }, [isOpenedByHand]);
  const { sets } = unfiltered ?? model;
  const creators = useMemo(() => creatorsOf(sets), [sets]);
  return (
    <search className="flex flex-wrap items-end gap-x-4 gap-y-2 px-1 print:hidden">
      <TitleAndCreatorFilter
        filter={filter}
        creators={creators}
        onChange={set}
        titleField={titleField}
      />
      <div className="flex basis-full items-center gap-4 lg:basis-auto">
        <p role="status" className="min-h-7 content-center text-sm">
          {unfiltered === undefined ? (
            <span className="text-muted">All jobs are shown</span>
          ) : (
            <>
              <strong>Filtered:</strong> <FilterWords filter={filter} />.{' '}
              <span className="text-muted">{wholeWords(unfiltered.troubles, model)}</span>
            </>
          )}
        </p>
        {unfiltered === undefined ? (
          <Button variant="quiet" onClick={onClose}>
            Close
          </Button>
        ) : (
          <Button
            variant="quiet"
            onClick={() => {
              set({ title: '', by: '' });
              titleField.current?.focus(); // this button goes
            }}
          >
            Clear filter
          </Button>
        )}
      </div>
    </search>
  );
}

function FilterWords({ filter: { title, by } }: { filter: PageFilter }) {
  const words = title.trim();
  return (
    <>
      {words !== '' && <bdi>title contains “{words}”</bdi>}
      {words !== '' && by !== '' && ' and '}
      {by !== '' && <Creator id={by} />}
    </>
  );
}

function Creator({ id }: { id: string }) {
  return <bdi>created by {useUserName(id)}</bdi>;
}

/** What is wrong may be outside of the filter. */
function wholeWords(troubles: number, { monitors, histories, failuresWhole }: Model): string {
  if (monitors === undefined || histories === undefined) return '';
  const isWhole = failuresWhole && monitors.warnings.length === 0;
  if (troubles === 0 && isWhole) return 'In the whole Vault, no title needs attention.';
  return `In the whole Vault, ${isWhole ? '' : 'at least '}${number(troubles)} ${troubles === 1 ? 'title needs' : 'titles need'} attention.`;
}

/** Most frequent first. */
function creatorsOf({ running, queued, scheduled, unknown, ended }: Overview) {
  const counts = new Map<string, number>();
  for (const { createdBy } of [...running, ...queued, ...scheduled, ...unknown, ...ended]) {
    if (createdBy !== undefined) counts.set(createdBy, (counts.get(createdBy) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a);
}
