/** The moment under the pointer, marked in all drawings of a page that have an axis of time. */
import type { FocusEvent, PointerEvent, RefCallback } from 'react';

type Paint = (moment: number | undefined) => void;

const lines = new Set<Paint>();

/** Milliseconds since 1970, or undefined where the pointer has left. Nothing is rendered for it. */
export function hoverMoment(moment: number | undefined): void {
  for (const paint of lines) paint(moment);
}

/** Calls with each moment that is hovered; gives what ends that. */
export function followMoment(paint: Paint): () => void {
  lines.add(paint);
  return () => {
    lines.delete(paint);
  };
}

/** Of what `markNewest` marks. */
export const newestLook =
  '[&_[data-newest]_[data-slot]]:fill-accent [&_[data-newest]_[data-slot]]:opacity-30';

/** Marks the newest run of each title that was over at the hovered moment, where there is no axis. */
export function markNewest(area: HTMLElement | null) {
  if (area === null) return undefined;
  const paint: Paint = (moment) => {
    for (const mark of area.querySelectorAll('[data-newest]')) mark.removeAttribute('data-newest');
    if (moment === undefined) return;
    for (const row of area.querySelectorAll('[data-runs]'))
      newest(row, moment)?.setAttribute('data-newest', '');
  };
  return followMoment(paint);
}

function newest(row: Element, moment: number): Element | undefined {
  return [...row.children].findLast(
    (mark) => Number(mark.getAttribute('data-at') ?? Infinity) <= moment,
  );
}

/** Of a mark that gets the focus, as of one under the pointer. */
export const focusHandlers = {
  onFocus({ target }: FocusEvent) {
    const at = (target.closest('[data-at]') ?? target.querySelector('[data-at]'))?.getAttribute(
      'data-at',
    );
    hoverMoment(at === null || at === undefined ? undefined : Number(at));
  },
  onBlur() {
    hoverMoment(undefined);
  },
};

type Props = {
  /** Where a moment lies on the axis, in the drawing's pixels; undefined outside of it. */
  x: (moment: number) => number | undefined;
  y: number;
  height: number;
};

export function MomentLine({ x, y, height }: Props) {
  const line: RefCallback<SVGLineElement> = (element) => {
    if (element === null) return undefined;
    const paint: Paint = (moment) => {
      const at = moment === undefined ? undefined : x(moment);
      element.toggleAttribute('hidden', at === undefined);
      element.style.visibility = at === undefined ? 'hidden' : 'visible';
      if (at !== undefined) element.setAttribute('transform', `translate(${at} 0)`);
    };
    paint(undefined);
    return followMoment(paint);
  };
  return (
    <line
      ref={line}
      aria-hidden
      x1={0}
      x2={0}
      y1={y}
      y2={y + height}
      className="stroke-accent pointer-events-none"
      strokeDasharray="2 2"
    />
  );
}

/** Handlers of a drawing that show where the pointer is in all others. `moment` of its left edge in pixels. */
export function hoverHandlers(moment: (x: number) => number | undefined) {
  return {
    onPointerMove({ currentTarget, clientX }: PointerEvent) {
      hoverMoment(moment(clientX - currentTarget.getBoundingClientRect().left));
    },
    onPointerLeave() {
      hoverMoment(undefined);
    },
  };
}
