import { startTransition, useState } from 'react';
import { flushSync } from 'react-dom';

/** The width of an element without padding in CSS pixels, for as long as it is there; 0 until known. */
export function useWidth() {
  const [width, setWidth] = useState(0);
  const watch = (element: HTMLElement | null) => {
    if (element === null) return undefined;
    // A drawing of a thousand marks is rendered in pieces, so that clicks come in between.
    const measure = () => {
      const measured = Math.floor(element.getBoundingClientRect().width);
      if (isAtOnce) setWidth(measured);
      else startTransition(() => setWidth(measured));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // Far below the screen, content-visibility keeps its size from being observed.
    measure();
    return () => observer.disconnect();
  };
  const [ref] = useState(() => watch);
  return { ref, width };
}

let isAtOnce = false;

/** Whether all has to be there by the end of this render. */
export function isRenderedAtOnce(): boolean {
  return isAtOnce;
}

/** Renders it with the drawings in it, which otherwise follow in pieces: a page is about to be printed. */
export function renderAtOnce(change: () => void): void {
  isAtOnce = true;
  try {
    flushSync(change);
  } finally {
    isAtOnce = false;
  }
}
