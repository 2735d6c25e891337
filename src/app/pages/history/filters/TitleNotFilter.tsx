import { type FormEvent, memo, useId, useMemo } from 'react';

import { folded } from '#insight/status/title-search.ts';

import type { Facets } from '../facets.ts';
import { useHistorySearch } from '../use-history-search.ts';

type Props = {
  suggestions: Facets['titles'];
  /** Whether its count is the number of rows that it would remove. */
  counted: boolean;
};

/** Excludes a title as a whole; each becomes a chip that removes the filter again. */
export const TitleNotFilter = memo(function TitleNotFilter({ suggestions, counted }: Props) {
  const { search, set } = useHistorySearch('not');
  const id = useId();
  const exclude = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const value = new FormData(form).get('title');
    const typed = typeof value === 'string' ? value.trim() : '';
    if (typed === '') return;
    const title = suggestions.find(([one]) => isSame(one, typed))?.[0] ?? typed;
    set({ not: [...new Set([...search.not, title])] });
    form.reset();
  };
  // React compares 200 of them each time that this is rendered, as with each key press in a search.
  const options = useMemo(
    () =>
      suggestions.map(([title, count]) => (
        <option key={title} value={title}>
          {counted && count.toLocaleString('en-GB')}
        </option>
      )),
    [suggestions, counted],
  );
  return (
    <form onSubmit={exclude} className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-muted text-xs">
        Exclude title (press Enter)
      </label>
      <input
        id={id}
        name="title"
        list={`${id}-titles`}
        maxLength={1_500}
        autoComplete="off"
        className="border-edge bg-surface h-7 w-48 max-w-full rounded border px-2 text-sm"
      />
      <datalist id={`${id}-titles`}>{options}</datalist>
    </form>
  );
});

function isSame(title: string, typed: string): boolean {
  return folded(title).trim() === folded(typed).trim();
}
