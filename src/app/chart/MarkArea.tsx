import type { FocusEvent, KeyboardEvent, PointerEvent, ReactNode } from 'react';

type Props = {
  /** What its marks are. */
  label: string;
  children: ReactNode;
};

/**
 * A drawing whose marks are links: one stop for the Tab key, and the arrow keys walk from mark to
 * mark as they lie on the screen. Hundreds of marks would be hundreds of stops otherwise.
 */
export function MarkArea({ label, children }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its links are what is pressed
    <div
      role="group"
      aria-label={label}
      ref={oneStop}
      onFocus={moveStop}
      onKeyDown={walk}
      onPointerOver={showName}
      className="min-w-0"
    >
      {children}
    </div>
  );
}

/** Links to rows of History, and to what has not finished. */
const marks = 'a[data-count], a[data-mark]';

/** Only the first mark is a stop, also after the drawing has changed. */
function oneStop(area: HTMLElement | null) {
  if (area === null) return undefined;
  const update = () => {
    const all = [...area.querySelectorAll(marks)];
    const stop = all.find((mark) => mark.getAttribute('tabindex') === '0') ?? all[0];
    for (const mark of all) {
      const index = mark === stop ? '0' : '-1';
      if (mark.getAttribute('tabindex') !== index) mark.setAttribute('tabindex', index);
    }
  };
  update();
  const changes = new MutationObserver(update);
  changes.observe(area, { childList: true, subtree: true });
  return () => changes.disconnect();
}

/**
 * The name of the mark under the pointer, as a tooltip of the area: a `title` in each of a thousand
 * marks would be a third of the elements of a drawing.
 */
function showName({ currentTarget, target }: PointerEvent<HTMLElement>) {
  const name = target instanceof Element ? target.closest(marks)?.getAttribute('aria-label') : null;
  if (name === null || name === undefined) currentTarget.removeAttribute('title');
  else currentTarget.title = name;
}

/** Tab comes back to the mark that was left. */
function moveStop({ currentTarget, target }: FocusEvent<HTMLElement>) {
  const mark = target.closest(marks);
  if (mark === null) return;
  for (const one of currentTarget.querySelectorAll(marks))
    if (one.getAttribute('tabindex') === '0') one.setAttribute('tabindex', '-1');
  mark.setAttribute('tabindex', '0');
}

const directions: Record<string, readonly [x: number, y: number] | undefined> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function walk(event: KeyboardEvent<HTMLElement>) {
  const { key, target, currentTarget, altKey, ctrlKey, metaKey } = event;
  const direction = directions[key];
  const isModified = altKey || ctrlKey || metaKey;
  if (direction === undefined || isModified || !(target instanceof Element)) return;
  const from = target.closest(marks);
  if (from === null) return;
  event.preventDefault();
  nearest(from, [...currentTarget.querySelectorAll(marks)], direction)?.focus();
}

/** The mark that lies next in a direction; one that is off to the side counts as farther. */
function nearest(from: Element, all: readonly Element[], [x, y]: readonly [number, number]) {
  const [left, top] = centre(from);
  let best: { mark: HTMLElement | SVGElement; distance: number } | undefined;
  for (const mark of all) {
    if (mark === from || !(mark instanceof HTMLElement || mark instanceof SVGElement)) continue;
    const [markLeft, markTop] = centre(mark);
    const along = (markLeft - left) * x + (markTop - top) * y;
    const aside = Math.abs((markLeft - left) * y) + Math.abs((markTop - top) * x);
    const distance = along + aside * 4;
    if (along > 0.5 && (best === undefined || distance < best.distance)) best = { mark, distance };
  }
  return best?.mark;
}

function centre(mark: Element): readonly [x: number, y: number] {
  const { x, y, width, height } = mark.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}
