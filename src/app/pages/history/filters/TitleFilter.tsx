import { useNavigate } from '@tanstack/react-router';
import { useId, useMemo } from 'react';

import { folded } from '#insight/status/title-search.ts';

import { IdLink } from '../../../components/JobLink.tsx';
import { useDraft } from '../../../url/use-draft.ts';
import type { Facets } from '../facets.ts';
import { useHistorySearch } from '../use-history-search.ts';

type Props = {
  suggestions: Facets['titles'];
  /** Whether its count is the number of rows that would remain. */
  counted: boolean;
};

const offered = 12;

/** Filters by words of a title, in any order, as they are typed. An ID links to its job. */
export function TitleFilter({ suggestions, counted }: Props) {
  const { search, set } = useHistorySearch('title');
  const navigate = useNavigate();
  const id = useId();
  const [draft, setDraft] = useDraft(search.title);
  const wanted = folded(draft);
  // To fold 200 titles takes some milliseconds, and each key press renders this several times.
  const titles = useMemo(() => suggestions.map(([title]) => folded(title)), [suggestions]);
  const typedId = draft.trim().normalize('NFKC'); // full-width digits are digits
  const isId = /^\d{3,}$/.test(typedId);
  return (
    <form
      className="relative flex min-w-0 flex-col gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        if (isId) void navigate({ to: '/jobs/$id', params: { id: typedId } });
      }}
    >
      <label htmlFor={id} className="text-muted text-xs">
        Title contains, or a job ID
      </label>
      <input
        id={id}
        type="search"
        list={`${id}-titles`}
        value={draft}
        maxLength={400}
        autoComplete="off"
        onChange={(event) => {
          setDraft(event.target.value);
          set({ title: event.target.value }, true);
        }}
        className="border-edge bg-surface h-7 w-60 max-w-full rounded border px-2 text-sm"
      />
      <datalist id={`${id}-titles`}>
        {suggestions
          .filter((_, nth) => titles[nth]?.includes(wanted))
          .slice(0, offered)
          .map(([title, count]) => (
            <option key={title} value={title}>
              {counted && count.toLocaleString('en-GB')}
            </option>
          ))}
      </datalist>
      {isId && (
        // Over what is below, which would move otherwise.
        <p className="text-muted bg-surface border-line absolute top-full z-10 rounded border px-2 text-xs shadow">
          Press Enter to open job <IdLink id={typedId} beside />
        </p>
      )}
    </form>
  );
}
