/** How large the box of an element is, and what size text in it has to have. */
import { useState } from 'react';

export type Room = {
  /** Pixels of CSS. */
  width: number;
  height: number;
};

/** Undefined until it is known. The box is watched as long as the element is there. */
export function useRoom() {
  const [room, setRoom] = useState<Room>();
  const watch = (element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setRoom((before) =>
        before?.width === width && before.height === height ? before : { width, height },
      );
    });
    observer.observe(element);
    return () => observer.disconnect();
  };
  const [ref] = useState(() => watch);
  return { ref, room };
}

/** Text may never be smaller: 28 px on a screen of 1080 lines, read from 6 m (what a wall is for). */
const floorPx = 28;
const linesOfFloor = 1_080;

/** In pixels; the shorter side counts, so that a screen on its side reads as well. */
export function floorOf({ width, height }: Room, scale: number): number {
  return (floorPx * scale * Math.min(width, height)) / linesOfFloor;
}
