import { startTransition, useState } from 'react';

/** How drawings get their width: a thousand marks are rendered in pieces, so that clicks come in between. */
export const drawings = { render: startTransition };

/** The width of an element without padding in CSS pixels, for as long as it is there; 0 until known. */
export function useWidth() {
  const [width, setWidth] = useState(0);
  const watch = (element: HTMLElement | null) => {
    if (element === null) return undefined;
    const measure = () =>
      drawings.render(() => setWidth(Math.floor(element.getBoundingClientRect().width)));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // Far below the screen, content-visibility keeps its size from being observed.
    measure();
    return () => observer.disconnect();
  };
  const [ref] = useState(() => watch);
  return { ref, width };
}
