/** The size of an element's content box, and of the smallest text that it may hold. */
import { useState } from 'react';

/** In CSS pixels. */
export type ElementSize = { width: number; height: number };

/** Undefined until it is known. The element is watched for as long as it is there. */
export function useElementSize() {
  const [size, setSize] = useState<ElementSize>();
  const watch = (element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setSize((before) =>
        before?.width === width && before.height === height ? before : { width, height },
      );
    });
    observer.observe(element);
    return () => observer.disconnect();
  };
  const [ref] = useState(() => watch);
  return { ref, size };
}

/** On a screen 1080 pixels high, which is read from 6 m. */
const minTextPx = 28;
const referenceHeight = 1_080;

/** In pixels. The shorter side counts, so that a portrait screen is as easy to read. */
export function minTextPxOf({ width, height }: ElementSize, scale: number): number {
  return (minTextPx * scale * Math.min(width, height)) / referenceHeight;
}
