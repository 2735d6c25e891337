import { X } from 'lucide-react';
import type { FormEvent } from 'react';

import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { useDraft } from '../../../url/use-draft.ts';
import type { Setup } from './use-setup-search.ts';

/** Filters the wall's jobs by parts of their titles. */
export function TitlesField({ search, set }: Setup) {
  const [draft, setDraft] = useDraft(search.title);
  const exclude = (event: FormEvent<HTMLFormElement>) => {
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
        label="Title contains"
        hint="For a wall with one team’s jobs, for example. Upper and lower case are the same."
        maxLength={400}
        autoComplete="off"
        value={draft}
        onChange={({ target }) => {
          setDraft(target.value);
          set({ title: target.value }, true);
        }}
      />
      <form onSubmit={exclude} className="flex flex-col gap-1">
        <TextField
          label="Title does not contain"
          hint="Hides jobs that fail for a known reason, for example. Press Enter to add each text."
          name="not"
          maxLength={400}
          autoComplete="off"
          disabled={search.not.length >= 50}
          action={<Button type="submit">Hide</Button>}
        />
        <ul aria-label="Hidden titles" className="flex flex-wrap gap-1 empty:hidden">
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
                aria-label={`Stop hiding titles with ${text}`}
                onClick={() => set({ not: search.not.filter((one) => one !== text) })}
              >
                <X aria-hidden size={14} />
              </Button>
            </li>
          ))}
        </ul>
      </form>
    </>
  );
}
