import { type FormEvent, useId } from 'react';

import type { Facets } from './facets.ts';
import { useHistorySearch } from './use-history-search.ts';

type Props = {
  suggestions: Facets['titles'];
  /** As many rows as that would go. */
  counted: boolean;
};

/** A title to leave out, whole: each becomes a chip that brings it back. */
export function NotFilter({ suggestions, counted }: Props) {
  const { search, set } = useHistorySearch();
  const id = useId();
  const leaveOut = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const value = new FormData(form).get('title');
    const typed = typeof value === 'string' ? value.trim() : '';
    if (typed === '') return;
    const title = suggestions.find(([known]) => isSame(known, typed))?.[0] ?? typed;
    set({ not: [...new Set([...search.not, title])] });
    form.reset();
  };
  return (
    <form onSubmit={leaveOut} className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-muted text-xs">
        Title is not (Enter adds it)
      </label>
      <input
        id={id}
        name="title"
        list={`${id}-titles`}
        maxLength={1_500}
        autoComplete="off"
        className="border-edge bg-surface h-7 w-48 max-w-full rounded border px-2 text-sm"
      />
      <datalist id={`${id}-titles`}>
        {suggestions.map(([title, count]) => (
          <option key={title} value={title}>
            {counted && count.toLocaleString('en-GB')}
          </option>
        ))}
      </datalist>
    </form>
  );
}

function isSame(known: string, typed: string): boolean {
  return known.trim().toLowerCase() === typed.toLowerCase();
}
