/** The one timer that makes times on screen tick. */
import { type RefCallback, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    // Nobody sees a hidden tab tick, and its timers cost the viewer's battery.
    if (document.visibilityState === 'visible') for (const tick of listeners) run(tick);
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** One text that can't be written must not have all others stand still. */
function run(tick: () => void): void {
  try {
    tick();
  } catch (error) {
    reportError(error);
  }
}

/**
 * What a moving moment says right now, such as `4 min ago`. Read once a second, painted only when
 * the words change: an hour-long countdown costs one render a minute.
 */
export function useTicking<T extends string | number | boolean>(read: () => T): T {
  return useSyncExternalStore(subscribe, read, read);
}

/** The props of an element whose text ticks. */
type TickingText = { ref?: RefCallback<HTMLElement>; children?: string; 'data-wide'?: boolean };

/**
 * The same for the many rows of a table: the props of an element that React leaves empty. Its text
 * is written as it appears and when the words change, without a render: fifty running jobs cost a
 * render each and every second otherwise, which is more than all the rest of a watched page. Words of more than `mostLetters` have `data-wide`
 * set, by which a `steady` box lets them have their room.
 */
export function tickingText(read: () => string, mostLetters = Infinity): TickingText {
  const isWide = (words: string) => words.length > mostLetters;
  // A server has no elements to write to.
  if (import.meta.env.SSR) {
    const children = read();
    return { children, ...(isWide(children) && { 'data-wide': true }) };
  }
  let shown: string | undefined;
  const ref = ticking((element) => {
    const words = read();
    if (words === shown) return;
    shown = words;
    element.toggleAttribute('data-wide', isWide(words));
    write(element, words);
  });
  return { ref };
}

/** The same for the texts of elements that stand beside each other and come from one reading. */
export function tickingTexts(read: () => readonly string[]): RefCallback<HTMLElement> {
  let shown: readonly string[] = [];
  return ticking((around) => {
    const texts = read();
    for (const [at, words] of texts.entries()) {
      const element = around.children[at];
      if (words !== shown[at] && element !== undefined) write(element, words);
    }
    shown = texts;
  });
}

/** A text that is replaced is styled and laid out as a new one, a changed one is only laid out. */
function write(element: Element, words: string): void {
  const { firstChild } = element;
  if (firstChild instanceof Text && firstChild === element.lastChild) firstChild.data = words;
  else element.textContent = words;
}

type Mark = { [name: `data-${string}`]: boolean } | { ref: RefCallback<HTMLElement> };

/** The props of an element with an attribute that comes and goes with time. */
export function tickingMark(name: `data-${string}`, read: () => boolean): Mark {
  if (import.meta.env.SSR) return read() ? { [name]: true } : {};
  return { ref: ticking((element: HTMLElement) => element.toggleAttribute(name, read())) };
}

/**
 * For a block whose text ticks each second: of one size, so that this is painted and lays out nothing
 * around it. Fifty running jobs had the whole table laid out otherwise. It has to be a block with a
 * width, as browsers lay out neither an inline box nor an item of a flexbox by itself.
 */
export const steady = 'h-5 tabular-nums contain-strict data-wide:w-auto data-wide:contain-none';

/** As `tickingText`, for more than a text: `paint` is called once a second, and changes what differs. */
export function ticking<E extends Element>(paint: (element: E) => unknown): RefCallback<E> {
  return (element) => {
    if (element === null) return undefined;
    paint(element);
    let ticks = 0;
    const leave = subscribe(() => {
      ticks += 1;
      if (!far.has(element) || ticks % farTicks === 0) paint(element);
    });
    const forget = noteDistance(element, () => paint(element));
    return () => {
      leave();
      forget();
    };
  };
}

/**
 * Off the screen, texts move on every ten seconds: painting is most of what a ticking page costs,
 * and of fifty rows twelve are in sight.
 */
const farTicks = 10;
/** The elements off the screen. */
const far = new Set<Element>();
/** What brings each element up to date. */
const paints = new Map<Element, () => void>();
let observer: IntersectionObserver | undefined;

/** Until the returned function is called, `far` has the element while it is off the screen. */
function noteDistance(element: Element, paint: () => void): () => void {
  if (observer === undefined) {
    observer = new IntersectionObserver(noteEntries, { root: document, rootMargin: '25% 0px' });
    // Paper has no screen.
    addEventListener('beforeprint', () => {
      for (const one of far) paints.get(one)?.();
    });
  }
  paints.set(element, paint);
  observer.observe(element);
  return () => {
    observer?.unobserve(element);
    far.delete(element);
    paints.delete(element);
  };
}

function noteEntries(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) {
    // An entry may come after its element has gone.
    const paint = paints.get(target);
    if (paint === undefined) continue;
    if (!isIntersecting) far.add(target);
    else if (far.delete(target)) paint();
  }
}
