import type { ComponentProps, RefObject } from 'react';

import { useDraft } from '../url/use-draft.ts';
import { CreatorFilter } from './CreatorFilter.tsx';

type Props = Pick<ComponentProps<typeof CreatorFilter>, 'creators'> & {
  filter: { title: string; by: string };
  /** With `replace` for what is typed: not each letter is a step back. */
  onChange: (change: { title: string } | { by: string }, replace?: boolean) => void;
  titleField?: RefObject<HTMLInputElement | null>;
};

/** What narrows a whole page: a part of the title, and who has created the job. */
export function TitleAndCreatorFilter({ filter, creators, onChange, titleField }: Props) {
  const [draft, setDraft] = useDraft(filter.title);
  return (
    <>
      <label className="flex min-w-0 flex-col gap-1">
        <span className="text-muted text-xs">Title contains</span>
        <input
          ref={titleField}
          type="search"
          value={draft}
          maxLength={400}
          autoComplete="off"
          onChange={({ target }) => {
            setDraft(target.value);
            onChange({ title: target.value }, true);
          }}
          className="border-edge bg-surface h-7 w-60 max-w-full rounded border px-2 text-sm"
        />
      </label>
      <CreatorFilter
        value={filter.by}
        creators={creators}
        counted={false}
        onChange={(by) => onChange({ by })}
      />
    </>
  );
}
