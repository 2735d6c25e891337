import { X } from 'lucide-react';
import type { FormEvent } from 'react';

import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { useTyped } from '../../../url/use-draft.ts';
import type { Setup } from './use-setup-search.ts';

/** Which jobs the wall is about: some by a part of their title, without some others. */
export function TitlesField({ search, set }: Setup) {
  const [typed, type] = useTyped(search.title);
  const leaveOut = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const value = new FormData(form).get('not');
    const text = typeof value === 'string' ? value.trim() : '';
    if (text === '') return;
    set({ not: [...new Set([...search.not, text])] });
    form.reset();
  };
  return (
    <>
      <TextField
        label="Only titles with"
        hint="For a wall about one team’s jobs. Big and small letters are the same; empty shows all."
        maxLength={400}
        autoComplete="off"
        value={typed}
        onChange={({ target }) => {
          type(target.value);
          set({ title: target.value }, true);
        }}
      />
      <form onSubmit={leaveOut} className="flex flex-col gap-1">
        <TextField
          label="No titles with"
          hint="For jobs that fail for a known reason, or are too many. One part of a title at a time; Enter adds it."
          name="not"
          maxLength={400}
          autoComplete="off"
          disabled={search.not.length >= 50}
        />
        <ul aria-label="Titles left out" className="flex flex-wrap gap-1 empty:hidden">
          {search.not.map((text) => (
            <li
              key={text}
              className="border-edge inline-flex max-w-full items-center rounded border pl-2 text-sm"
            >
              <bdi className="min-w-0 truncate" title={text}>
                {text}
              </bdi>
              <Button
                variant="quiet"
                aria-label={`Show titles with ${text} again`}
                onClick={() => set({ not: search.not.filter((one) => one !== text) })}
              >
                <X aria-hidden size={14} />
              </Button>
            </li>
          ))}
        </ul>
        <span>
          <Button type="submit">Leave out</Button>
        </span>
      </form>
    </>
  );
}
