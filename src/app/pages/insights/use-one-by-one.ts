/** Gives something new to the views of a page one after another, so that none of them delays a click. */
import { startTransition, useEffect, useState } from 'react';

/**
 * What each of so many views is to show: undefined before its first time. Each is put on the
 * page by itself: React renders a deferred value in pieces, and all eight views still came to the
 * page in one task. Those in sight come first. `area` is for the element that has their elements as
 * its children.
 */
export function useOneByOne<T>(latest: T, count: number) {
  const [drawn, setDrawn] = useState<readonly (T | undefined)[]>(() =>
    Array.from({ length: count }, () => undefined),
  );
  const [{ area, inSight }] = useState(watchSight);
  useEffect(() => {
    const due = drawn.flatMap((one, nth) => (one === latest ? [] : [nth]));
    const next = due.find((nth) => inSight.has(nth)) ?? due[0];
    if (next === undefined) return undefined;
    const timer = setTimeout(() => startTransition(() => setDrawn(drawn.with(next, latest))));
    return () => clearTimeout(timer);
  }, [drawn, latest, inSight]);
  return { area, drawn };
}

/** Which children of an element are in sight. To ask where they are would lay out the page each time. */
function watchSight() {
  const inSight = new Set<number>();
  const area = (element: HTMLElement | null) => {
    if (element === null) return undefined;
    const children = [...element.children];
    const observer = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) {
        if (isIntersecting) inSight.add(children.indexOf(target));
        else inSight.delete(children.indexOf(target));
      }
    });
    for (const child of children) observer.observe(child);
    return () => observer.disconnect();
  };
  return { area, inSight };
}
