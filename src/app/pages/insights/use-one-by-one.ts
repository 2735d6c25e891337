/** Gives something new to the views of a page one after another, so that none of them delays a click. */
import { startTransition, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

import { drawings } from '../../ui/use-width.ts';

type Asked<T> = {
  latest: T;
  count: number;
  /** Whether one answers the same question as the other, with newer or older data. */
  isSameQuestion: (one: T, other: T) => boolean;
};

type Place<T> = {
  /** Undefined before its first time. */
  shown: T | undefined;
  /** Whether it answers a question that nobody asks any more; far from the screen it may. */
  isOutdated: boolean;
};

/**
 * What each of so many views is to show. Each is put on the page by itself: React renders a deferred
 * value in pieces, and all eight views still came to the page in one task. Those in sight come first.
 * To draw all of them again takes 250 ms for 100,000 rows: the answer to a new question comes to
 * those far from the screen when somebody comes near, but to all before they are printed. `area` is
 * for the element that has their elements as its children.
 */
export function useOneByOne<T>({ latest, count, isSameQuestion }: Asked<T>) {
  const [places, setPlaces] = useState<readonly Place<T>[]>(() =>
    Array.from({ length: count }, () => ({
      shown: drawings.render === atOnce ? latest : undefined,
      isOutdated: false,
    })),
  );
  const [near, setNear] = useState<ReadonlySet<number>>(new Set());
  const [{ area, inSight, hasFocus }] = useState(() => watchSight(setNear));
  useEffect(() => {
    const isAsked = ({ shown }: Place<T>) => shown !== undefined && isSameQuestion(shown, latest);
    // What has the focus is at hand, wherever it is.
    const isNear = (nth: number) => near.has(nth) || hasFocus(nth);
    const due = places.flatMap((place, nth) =>
      place.shown !== latest && (place.shown === undefined || isAsked(place) || isNear(nth))
        ? [nth]
        : [],
    );
    const next = due.find((nth) => inSight.has(nth)) ?? due[0];
    const changed = places.map((place, nth) => {
      if (nth === next) return { shown: latest, isOutdated: false };
      const isOutdated = place.shown !== latest && !due.includes(nth);
      return place.isOutdated || !isOutdated ? place : { ...place, isOutdated };
    });
    if (changed.every((place, nth) => place === places[nth])) return undefined;
    const timer = setTimeout(() => startTransition(() => setPlaces(changed)));
    return () => clearTimeout(timer);
  }, [places, latest, isSameQuestion, near, inSight, hasFocus]);
  useEffect(() => {
    const drawAll = () =>
      renderAtOnce(() =>
        setPlaces((before) => before.map(() => ({ shown: latest, isOutdated: false }))),
      );
    addEventListener('beforeprint', drawAll);
    return () => removeEventListener('beforeprint', drawAll);
  }, [latest]);
  return { area, places };
}

/** Renders it with all drawings in it, which otherwise follow in pieces: a page is about to be printed. */
export function renderAtOnce(change: () => void): void {
  drawings.render = atOnce;
  try {
    flushSync(change);
  } finally {
    drawings.render = startTransition;
  }
}

function atOnce(change: () => void): void {
  change();
}

/** Which children of an element are in sight. To ask where they are would lay out the page each time. */
function watchSight(onNear: (near: ReadonlySet<number>) => void) {
  const inSight = new Set<number>();
  const near = new Set<number>();
  let children: readonly Element[] = [];
  const observe = (within: Set<number>, rootMargin: string, onChange?: () => void) => {
    const observer = new IntersectionObserver(
      (changes) => {
        for (const { target, isIntersecting } of changes) {
          if (isIntersecting) within.add(children.indexOf(target));
          else within.delete(children.indexOf(target));
        }
        onChange?.();
      },
      { root: document, rootMargin },
    );
    for (const child of children) observer.observe(child);
    return observer;
  };
  const area = (element: HTMLElement | null) => {
    if (element === null) return undefined;
    children = [...element.children];
    const observers = [
      observe(inSight, '0px'),
      observe(near, '50% 0px', () => onNear(new Set(near))),
    ];
    return () => {
      for (const observer of observers) observer.disconnect();
    };
  };
  const hasFocus = (nth: number) => children[nth]?.contains(document.activeElement) === true;
  return { area, inSight, hasFocus };
}
