/**
 * Links to a job's page. Plain ones: the router's own `Link` works out its address again with each
 * change of any page's search, which for a table of fifty rows is most of what a key press costs.
 */
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';

import type { Job } from '#contract/jobs.ts';
import { shownTitle } from '#insight/status/title.ts';

type Props = { job: Pick<Job, 'id' | 'title'> };

/** A job's title, leading to its page. Not loaded ahead: each look costs a limited call. */
export function JobLink({ job: { id, title } }: Props) {
  return (
    <a
      {...useJobAddress()(id)}
      title={shownTitle(title)}
      // Taller than its line, for fingers, without taking more room.
      className="quiet-link -my-1 inline-block max-w-full min-w-0 truncate py-1 align-bottom font-medium"
    >
      <bdi>{shownTitle(title)}</bdi>
    </a>
  );
}

type IdProps = {
  id: string;
  /** Its job's title is a link as well: a stop for the Tab key there is enough. */
  beside?: boolean;
};

/** A job's id, leading to its page. Text still: dragged over from beside it, it is selected. */
export function IdLink({ id, beside = false }: IdProps) {
  return (
    <a
      {...useJobAddress()(id)}
      tabIndex={beside ? -1 : undefined}
      className={beside ? 'hover:underline' : 'quiet-link -my-1 inline-block min-w-6 py-1'}
    >
      {id}
    </a>
  );
}

/** Gives the address of a job, and what leads there without loading the whole app again. */
export function useJobAddress() {
  const router = useRouter();
  return (id: string) => ({
    href: `${router.basepath.replace(/\/$/, '')}/jobs/${encodeURIComponent(id)}`,
    onClick(event: MouseEvent) {
      const { altKey, button, ctrlKey, metaKey, shiftKey } = event;
      // Whoever wants a new tab or window, or the file, gets it from the browser.
      if (event.defaultPrevented || button !== 0 || altKey || ctrlKey || metaKey || shiftKey)
        return;
      event.preventDefault();
      void router.navigate({ to: '/jobs/$id', params: { id } });
    },
  });
}
