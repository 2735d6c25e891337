/** Links to the page of a title. Plain ones, as those in `JobLink.tsx` are. */
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

import { shownTitle } from '../status/title.ts';
import { writeSearch } from '../url/search.ts';

type Props = {
  title: string;
  /** The title itself, unless given. */
  children?: ReactNode;
};

/** A title, leading to all its runs. */
export function TitleLink({ title, children }: Props) {
  const router = useRouter();
  const onClick = (event: MouseEvent) => {
    const { altKey, button, ctrlKey, metaKey, shiftKey } = event;
    // Whoever wants a new tab or window gets it from the browser.
    if (event.defaultPrevented || button !== 0 || altKey || ctrlKey || metaKey || shiftKey) return;
    event.preventDefault();
    void router.navigate({ to: '/titles', search: { title } });
  };
  return (
    <a
      href={`${router.basepath.replace(/\/$/, '')}/titles${writeSearch({ title })}`}
      onClick={onClick}
      title={shownTitle(title)}
      className={
        children === undefined
          ? 'inline-block max-w-full min-w-0 truncate align-bottom font-medium hover:underline'
          : 'text-accent underline'
      }
    >
      {children ?? <bdi>{shownTitle(title)}</bdi>}
    </a>
  );
}
