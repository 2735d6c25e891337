import type { ComponentProps, RefObject } from 'react';

import { useDraft } from '../url/use-draft.ts';
import { CreatorFilter } from './CreatorFilter.tsx';

type Props = Pick<ComponentProps<typeof CreatorFilter>, 'creators'> & {
  filter: { title: string; by: string };
  /** With `replace` for what is typed: not each letter is a step back. */
  onChange: (change: { title: string } | { by: string }, replace?: boolean) => void;
  titleField?: RefObject<HTMLInputElement | null>;
};

type TitleProps = {
  title: string;
  onChange: (title: string) => void;
  /** Its label stands beside it, not above. */
  isInline?: boolean;
  field?: RefObject<HTMLInputElement | null> | undefined;
};

export function TitleContains({ title, onChange, isInline = false, field }: TitleProps) {
  const [draft, setDraft] = useDraft(title);
  return (
    <label className={`flex min-w-0 ${isInline ? 'items-center gap-2 text-sm' : 'flex-col gap-1'}`}>
      <span className="text-muted text-xs whitespace-nowrap">Title contains</span>
      <input
        ref={field}
        type="search"
        value={draft}
        maxLength={400}
        autoComplete="off"
        onChange={({ target }) => {
          setDraft(target.value);
          onChange(target.value);
        }}
        className="border-edge bg-surface h-7 w-60 max-w-full rounded border px-2 text-sm"
      />
    </label>
  );
}

/** What narrows a whole page: a part of the title, and who has created the job. */
export function TitleAndCreatorFilter({ filter, creators, onChange, titleField }: Props) {
  return (
    <>
      <TitleContains
        title={filter.title}
        onChange={(title) => onChange({ title }, true)}
        field={titleField}
      />
      <CreatorFilter
        value={filter.by}
        creators={creators}
        counted={false}
        onChange={(by) => onChange({ by })}
      />
    </>
  );
}
