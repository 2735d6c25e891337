/** Rows that don't move while somebody works with them. */
import { type FocusEvent, type RefObject, useEffect, useRef, useState } from 'react';

type FrozenRows<R> = {
  rows: R[];
  /** Jobs that are not shown until the rows are released. */
  waiting: number;
  /** For the element around the rows, which are frozen while anything in it has the focus. */
  handlers: {
    ref: RefObject<HTMLDivElement | null>;
    onFocus: (event: FocusEvent<HTMLElement>) => void;
    onBlur: (event: FocusEvent<HTMLElement>) => void;
  };
  release: () => void;
};

/**
 * While the focus is within, or `freeze` is set, the same jobs stay in the same places, each in its
 * newest version (`latest`): they neither move, nor disappear, nor make room for new ones.
 */
export function useFrozenRows<R extends { id: string }>(
  jobs: R[],
  latest: (id: string) => R | undefined,
  freeze: boolean,
): FrozenRows<R> {
  const [focused, setFocused] = useState(false);
  const [frozen, setFrozen] = useState(jobs);
  const around = useRef<HTMLDivElement>(null);
  // An element that is removed while it has the focus, such as "+4 new" once pressed, sends no blur.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- any render may; it sets `false` once
  useEffect(() => {
    if (focused && !isAmongRows(document.activeElement, around.current)) setFocused(false);
  });
  const isFrozen = focused || freeze;
  if (!isFrozen && !sameJobs(frozen, jobs)) setFrozen(jobs);
  const shown = isFrozen ? frozen : jobs;
  const ids = new Set(shown.map(({ id }) => id));
  return {
    rows: shown.map((job) => latest(job.id) ?? job),
    waiting: jobs.filter(({ id }) => !ids.has(id)).length,
    handlers: {
      ref: around,
      onFocus: ({ currentTarget, target }) => setFocused(isAmongRows(target, currentTarget)),
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!isAmongRows(relatedTarget, currentTarget)) setFocused(false);
      },
    },
    release: () => setFrozen(jobs),
  };
}

/** The heads of columns are not: who presses one wants the rows to move. */
function isAmongRows(element: EventTarget | null, around: HTMLElement | null): boolean {
  return (
    element instanceof Element &&
    around?.contains(element) === true &&
    element.closest('thead') === null
  );
}

function sameJobs(a: readonly { id: string }[], b: readonly { id: string }[]): boolean {
  return a.length === b.length && a.every(({ id }, at) => id === b[at]?.id);
}
