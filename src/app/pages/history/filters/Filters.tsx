import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { memo, useCallback, useId } from 'react';

import { shownTitle } from '#insight/status/title.ts';

import { CreatorFilter } from '../../../components/CreatorFilter.tsx';
import { setPreference, usePreference } from '../../../preferences.ts';
import { Button } from '../../../ui/Button.tsx';
import { facets } from '../facets.ts';
import { allOf, matching } from '../filter.ts';
import { defaults, filterKeys } from '../search.ts';
import type { HistoryRows } from '../use-history-rows.ts';
import { useHistorySearch } from '../use-history-search.ts';
import { DurationFilter } from './DurationFilter.tsx';
import { RangeFilter } from './RangeFilter.tsx';
import { StatusFilter } from './StatusFilter.tsx';
import { TitleFilter } from './TitleFilter.tsx';
import { TitleNotFilter } from './TitleNotFilter.tsx';

const narrowing = [...filterKeys, 'zone'] as const;

/** Date and ends matter only with a range, and count as one filter with it. */
const settable = filterKeys.filter((name) => name !== 'date' && name !== 'from' && name !== 'to');

type Props = Pick<HistoryRows, 'archived' | 'bounds'> & { zone: string };

/**
 * All filters of the rows; each control reads and writes its own names in the URL. None is rendered
 * when the page is turned, and mostly only the one that changes: with the menus and the progress,
 * they took 6 of the 21 ms of script of a turn.
 */
export const Filters = memo(function Filters({ archived, bounds, zone }: Props) {
  const { search, set } = useHistorySearch(...narrowing, 'size', 'columns', 'sort');
  const open = usePreference('filtersOpen');
  const id = useId();
  const isSet = (name: (typeof narrowing)[number]) =>
    JSON.stringify(search[name]) !== JSON.stringify(defaults[name]);
  const count = settable.filter(isSet).length;
  const narrowed = narrowing.some(isSet);
  const setCreator = useCallback((by: string) => set({ by }), [set]);
  const { titles, creators } = facets(allOf(archived));
  // With other filters set, choosing a title would give fewer rows than its count.
  const isAlone = (name: (typeof settable)[number]) =>
    !settable.some((other) => other !== name && isSet(other));
  const statuses = () =>
    facets(matching(archived, { search: { ...defaults, ...search, status: [] }, bounds })).statuses;
  return (
    <search className="block px-3 py-2 print:hidden">
      <div className="sm:hidden">
        <Button
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setPreference('filtersOpen', !open)}
        >
          Filters{count > 0 && ` (${count} set)`}
          {open ? <ChevronUp aria-hidden size={14} /> : <ChevronDown aria-hidden size={14} />}
        </Button>
      </div>
      {/* Only hidden: typed text stays, and Back finds the page as tall as it was. */}
      <div
        id={id}
        // Two lines where they fit in one: the ends of a custom range and chips take another.
        className={`flex min-h-26 flex-wrap content-start items-end gap-x-4 gap-y-2 ${open ? 'max-sm:pt-2' : 'max-sm:hidden'}`}
      >
        <TitleFilter suggestions={titles} counted={isAlone('title')} />
        <StatusFilter count={statuses} />
        <RangeFilter zone={zone} />
        <DurationFilter />
        <CreatorFilter
          value={search.by}
          creators={creators}
          counted={isAlone('by')}
          onChange={setCreator}
        />
        {/* Where the others fit in one line, the second is theirs: it is kept for the chips anyway. */}
        <div className="contents items-end gap-x-4 2xl:flex 2xl:basis-full">
          <TitleNotFilter suggestions={titles} counted={isAlone('not')} />
          <div className="flex min-w-0 grow basis-88 items-center gap-x-4 gap-y-2 max-sm:flex-wrap">
            <div className="-my-1 flex min-w-0 gap-x-4 gap-y-2 overflow-x-auto py-1 empty:hidden max-sm:flex-wrap">
              {search.is.map((title) => (
                <Chip
                  key={title}
                  label={`Title is: ${shownTitle(title)}`}
                  onRemove={() => set({ is: search.is.filter((one) => one !== title) })}
                />
              ))}
              {search.id.map((id) => (
                <Chip
                  key={id}
                  label={`Job ID: ${id}`}
                  onRemove={() => set({ id: search.id.filter((one) => one !== id) })}
                />
              ))}
              {search.hour !== undefined && (
                <Chip
                  label={`Hour of the week: ${search.hour}`}
                  onRemove={() => set({ hour: undefined })}
                />
              )}
              {search.not.map((title) => (
                <Chip
                  key={title}
                  label={`Excluded: ${shownTitle(title)}`}
                  onRemove={() => set({ not: search.not.filter((one) => one !== title) })}
                />
              ))}
            </div>
            {/* Its place is kept, or the table would move as it comes and goes. */}
            <span className={`shrink-0 ${narrowed ? '' : 'invisible'}`}>
              <Button
                variant="quiet"
                onClick={() =>
                  set({
                    ...defaults,
                    size: search.size,
                    columns: search.columns,
                    sort: search.sort,
                  })
                }
              >
                Clear filters
              </Button>
            </span>
          </div>
        </div>
      </div>
    </search>
  );
});

function Chip({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <span className="border-edge inline-flex h-7 max-w-60 shrink-0 items-center gap-1 rounded border pl-2 text-sm">
      <bdi className="truncate">{label}</bdi>
      <button
        type="button"
        aria-label={`Remove ${label}`}
        onClick={onRemove}
        className="inline-flex h-7 w-7 items-center justify-center"
      >
        <X aria-hidden size={14} />
      </button>
    </span>
  );
}
