/** Links to the page of a title. Plain ones, as those in `JobLink.tsx` are. */
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

import { shownTitle } from '#insight/status/title.ts';

import { writeSearch } from '../url/search.ts';

type Props = {
  title: string;
  /** The title itself, unless given. */
  children?: ReactNode;
};

/** A title, leading to all its runs. */
export function TitleLink({ title, children }: Props) {
  return (
    <a
      {...useTitleAddress(title)}
      title={shownTitle(title)}
      className={
        children === undefined
          ? 'quiet-link inline-block max-w-full min-w-0 truncate align-bottom font-medium'
          : 'text-accent underline'
      }
    >
      {children ?? <bdi>{shownTitle(title)}</bdi>}
    </a>
  );
}

/** Around a drawing of a title's runs, which names it. */
export function TitleMarksLink({ title, children }: Required<Props>) {
  return (
    <a {...useTitleAddress(title)} className="block">
      {children}
    </a>
  );
}

type SvgProps = { title: string; children: ReactNode };

/** In a drawing, where the arrow keys come to it as to a mark. */
export function SvgTitleLink({ title, children }: SvgProps) {
  return (
    <a {...useTitleAddress(title)} data-mark aria-label={`All runs of ${shownTitle(title)}`}>
      {children}
    </a>
  );
}

/** The address, and what leads there without loading the whole app again. */
function useTitleAddress(title: string) {
  const router = useRouter();
  return {
    href: `${router.basepath.replace(/\/$/, '')}/titles${writeSearch({ title })}`,
    onClick(event: MouseEvent) {
      const { altKey, button, ctrlKey, metaKey, shiftKey } = event;
      // Whoever wants a new tab or window gets it from the browser.
      if (event.defaultPrevented || button !== 0 || altKey || ctrlKey || metaKey || shiftKey)
        return;
      event.preventDefault();
      void router.navigate({ to: '/titles', search: { title } });
    },
  };
}
