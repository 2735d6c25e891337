import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useId } from 'react';

import { setPreference, usePreference } from '../../preferences.ts';
import { useUserName } from '../../queries/users.ts';
import { shownTitle } from '../../status/title.ts';
import { Button } from '../../ui/Button.tsx';
import { DurationFilter } from './DurationFilter.tsx';
import { type Facets, facets } from './facets.ts';
import { matching } from './filter.ts';
import { NotFilter } from './NotFilter.tsx';
import { RangeFilter } from './RangeFilter.tsx';
import { defaults } from './search.ts';
import { StatusFilter } from './StatusFilter.tsx';
import { TitleFilter } from './TitleFilter.tsx';
import type { Known } from './use-history-rows.ts';
import { useHistorySearch } from './use-history-search.ts';

const narrowing = [
  'status',
  'date',
  'range',
  'title',
  'not',
  'by',
  'longer',
  'shorter',
  'zone',
] as const;

/** What the viewer can set here; which date is meant narrows nothing by itself. */
const settable = ['status', 'range', 'title', 'not', 'by', 'longer', 'shorter'] as const;

type Props = { known: Known; zone: string };

/** Everything by which the rows can be narrowed; each control reads and writes its own name. */
export function Filters({ known: { archived, now }, zone }: Props) {
  const { search, set } = useHistorySearch();
  const open = usePreference('filtersOpen');
  const id = useId();
  const isSet = (name: (typeof narrowing)[number]) =>
    JSON.stringify(search[name]) !== JSON.stringify(defaults[name]);
  const count = settable.filter(isSet).length;
  const narrowed = narrowing.some(isSet);
  const { titles, creators } = facets(archived);
  // Beside others a title would promise more rows than choosing it gives.
  const isAlone = (name: (typeof settable)[number]) =>
    !settable.some((other) => other !== name && isSet(other));
  const statuses = () =>
    facets(matching(archived, { search: { ...search, status: [] }, zone, now })).statuses;
  return (
    <search className="block p-2">
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
      {/* Only hidden: what is typed into it stays, and a Back finds the page as high as it was. */}
      <div
        id={id}
        className={`flex flex-wrap items-end gap-x-4 gap-y-2 ${open ? 'max-sm:pt-2' : 'max-sm:hidden'}`}
      >
        <TitleFilter suggestions={titles} counted={isAlone('title')} />
        <StatusFilter count={statuses} />
        <RangeFilter zone={zone} />
        <DurationFilter />
        <CreatorFilter creators={creators} counted={isAlone('by')} />
        <NotFilter suggestions={titles} counted={isAlone('not')} />
        {search.not.map((title) => (
          <Chip
            key={title}
            label={`Not: ${shownTitle(title)}`}
            onRemove={() => set({ not: search.not.filter((one) => one !== title) })}
          />
        ))}
        {narrowed && (
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
        )}
      </div>
    </search>
  );
}

function Chip({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <span className="border-edge inline-flex h-7 max-w-60 items-center gap-1 rounded border pl-2 text-sm">
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

type CreatorsProps = { creators: Facets['creators']; counted: boolean };

function CreatorFilter({ creators, counted }: CreatorsProps) {
  const { search, set } = useHistorySearch();
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-muted text-xs">
        Created by
      </label>
      <select
        id={id}
        value={search.by}
        onChange={(event) => set({ by: event.target.value })}
        className="border-edge bg-surface h-7 max-w-48 rounded border px-1 text-sm"
      >
        <option value="">Anyone</option>
        {search.by !== '' && !creators.some(([creator]) => creator === search.by) && (
          <option value={search.by}>User {search.by}</option>
        )}
        {creators.map(([creator, count]) => (
          <CreatorOption key={creator} id={creator} count={counted ? count : undefined} />
        ))}
      </select>
    </div>
  );
}

function CreatorOption({ id, count }: { id: string; count: number | undefined }) {
  const name = useUserName(id);
  return (
    <option value={id}>
      {name}
      {count !== undefined && ` (${count.toLocaleString('en-GB')})`}
    </option>
  );
}
