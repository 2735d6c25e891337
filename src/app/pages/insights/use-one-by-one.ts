/** Gives something new to the views of a page one after another, so that none of them delays a click. */
import { startTransition, useEffect, useRef, useState } from 'react';

/**
 * What each of so many views is to show: undefined before its first time. Each is put on the
 * page by itself: React renders a deferred value in pieces, and all eight views still came to the
 * page in one task. Those in sight come first. `area` is
 * the element that has their elements as its children.
 */
export function useOneByOne<T>(latest: T, count: number) {
  const area = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<readonly (T | undefined)[]>(() =>
    Array.from({ length: count }, (_, nth) => (nth === 0 ? latest : undefined)),
  );
  useEffect(() => {
    const due = drawn.flatMap((one, nth) => (one === latest ? [] : [nth]));
    const next = due.find((nth) => isInSight(area.current?.children[nth])) ?? due[0];
    if (next === undefined) return undefined;
    const timer = setTimeout(() => startTransition(() => setDrawn(drawn.with(next, latest))));
    return () => clearTimeout(timer);
  }, [drawn, latest]);
  return { area, drawn };
}

function isInSight(element: Element | undefined): boolean {
  if (element === undefined) return false;
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}
