import { useState } from 'react';

/** The width of an element's content box in CSS pixels, for as long as it is there; 0 until known. */
export function useWidth() {
  const [width, setWidth] = useState(0);
  const watch = (element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  };
  const [ref] = useState(() => watch);
  return { ref, width };
}
