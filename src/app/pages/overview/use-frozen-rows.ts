/** Rows that hold still while somebody works with them. */
import { type FocusEvent, type RefObject, useEffect, useRef, useState } from 'react';

import type { Job } from '#contract/jobs.ts';

export type Held = {
  rows: Job[];
  /** Jobs that are not shown until the rows are let go. */
  waiting: number;
  /** Goes on the element around the rows: they hold while anything in it has the focus. */
  handlers: {
    ref: RefObject<HTMLDivElement | null>;
    onFocus: () => void;
    onBlur: (event: FocusEvent<HTMLElement>) => void;
  };
  release: () => void;
};

/**
 * While the focus is within, or `hold` is set, the same jobs stay in the same places, each as it is
 * known by now (`latest`): they neither move, vanish, nor make room for new ones.
 */
export function useHeld(jobs: Job[], latest: (id: string) => Job | undefined, hold = false): Held {
  const [focused, setFocused] = useState(false);
  const [kept, setKept] = useState(jobs);
  const around = useRef<HTMLDivElement>(null);
  // What is taken away while it has the focus, such as "+4 new" once pressed, says nothing of it.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- any render may; it sets `false` once
  useEffect(() => {
    if (focused && around.current?.contains(document.activeElement) !== true) setFocused(false);
  });
  const holding = focused || hold;
  if (!holding && !sameJobs(kept, jobs)) setKept(jobs);
  const shown = holding ? kept : jobs;
  const ids = new Set(shown.map(({ id }) => id));
  return {
    rows: (holding ? kept : jobs).map((job) => latest(job.id) ?? job),
    waiting: jobs.filter(({ id }) => !ids.has(id)).length,
    handlers: {
      ref: around,
      onFocus: () => setFocused(true),
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setFocused(false);
      },
    },
    release: () => setKept(jobs),
  };
}

function sameJobs(a: readonly Job[], b: readonly Job[]): boolean {
  return a.length === b.length && a.every(({ id }, at) => id === b[at]?.id);
}
