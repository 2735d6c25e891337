/** A drag over a drawing chooses a range of time; what lies under the pointer is a link otherwise. */
import { type MouseEvent, type PointerEvent, useRef } from 'react';

import type { Span } from '#insight/throughput.ts';

type Asked = {
  /** The moment that lies at a point of the window, over `area`; undefined where none does. */
  momentAt: (x: number, area: Element, y: number) => number | undefined;
  onRange: (span: Span) => void;
  /** After a double click. */
  onReset: () => void;
};

type Drag = { x: number; y: number; pointerId: number };

/** Whoever presses a link moves by some pixels too. */
const leastPx = 5;

/** `area` is the element that is dragged over, `band` one in it that shows what is chosen. */
export function useRangeDrag({ momentAt, onRange, onReset }: Asked) {
  const drag = useRef<Drag & { isMoved: boolean }>(undefined);
  const band = useRef<HTMLDivElement>(null);

  const show = (area: Element, to: number | undefined) => {
    const { current } = drag;
    if (band.current === null) return;
    band.current.hidden = to === undefined || current === undefined;
    if (to === undefined || current === undefined) return;
    const { left } = area.getBoundingClientRect();
    band.current.style.left = `${Math.min(current.x, to) - left}px`;
    band.current.style.width = `${Math.abs(to - current.x)}px`;
  };

  const area = {
    onPointerDown({
      button,
      clientX: x,
      clientY: y,
      pointerId,
      target,
      currentTarget,
    }: PointerEvent) {
      const isControl = target instanceof Element && target.closest('button') !== null;
      drag.current = undefined;
      if (button !== 0 || isControl || momentAt(x, currentTarget, y) === undefined) return;
      drag.current = { x, y, pointerId, isMoved: false };
    },
    onPointerMove({ clientX, currentTarget }: PointerEvent) {
      const { current } = drag;
      if (current === undefined) return;
      if (!current.isMoved) {
        if (Math.abs(clientX - current.x) < leastPx) return;
        current.isMoved = true;
        // From here on it is no click on what lies under the pointer.
        currentTarget.setPointerCapture(current.pointerId);
      }
      show(currentTarget, clientX);
    },
    onPointerUp({ clientX, currentTarget }: PointerEvent) {
      const { current } = drag;
      show(currentTarget, undefined);
      if (current === undefined || !current.isMoved) return;
      const [from, to] = [current.x, clientX].map((x) => momentAt(x, currentTarget, current.y));
      if (from === undefined || to === undefined || from === to) return;
      onRange({ from: Math.min(from, to), to: Math.max(from, to) });
    },
    onPointerCancel({ currentTarget }: PointerEvent) {
      show(currentTarget, undefined);
      drag.current = undefined;
    },
    /** The click that ends a drag. */
    onClickCapture(event: MouseEvent) {
      if (drag.current?.isMoved !== true) return;
      drag.current = undefined;
      event.preventDefault();
      event.stopPropagation();
    },
    onDoubleClick({ target }: MouseEvent) {
      if (target instanceof Element && target.closest('a, button') === null) onReset();
    },
    /** Links can be dragged elsewhere: here that would end ours. */
    onDragStart(event: MouseEvent) {
      event.preventDefault();
    },
  };
  return { area, band };
}
