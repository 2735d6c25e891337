/** Dragging over a drawing sets the range, a double click resets it; hovering marks the moment. */
import { type MouseEvent, type PointerEvent, useRef } from 'react';

import { hoverHandlers } from '../../chart/MomentLine.tsx';
import type { Span } from '../../insight/throughput.ts';

type Asked = {
  /** The moment at so many pixels from the left of the drawing. */
  momentAt: (x: number) => number;
  setRange: (span: Span) => void;
  resetRange: () => void;
};

/** Less is a click with an unsteady hand. */
const leastPx = 6;
const minuteMs = 60_000;

/** What is dragged over is drawn into `selection`, a `rect`, without a render. */
export function useDrag({ momentAt, setRange, resetRange }: Asked) {
  const selection = useRef<SVGRectElement>(null);
  const hover = hoverHandlers(momentAt);
  const drag = useRef<{ from: number; to: number }>(undefined);
  const isLong = () =>
    drag.current !== undefined && Math.abs(drag.current.to - drag.current.from) >= leastPx;
  const draw = () => {
    const { from, to } = isLong() && drag.current ? drag.current : { from: 0, to: 0 };
    selection.current?.setAttribute('x', String(Math.min(from, to)));
    selection.current?.setAttribute('width', String(Math.abs(to - from)));
  };
  const stop = () => {
    drag.current = undefined;
    draw();
  };
  return {
    selection,
    onPointerDown(event: PointerEvent<SVGSVGElement>) {
      if (event.button === 0) drag.current = { from: placeOf(event), to: placeOf(event) };
    },
    onPointerMove(event: PointerEvent<SVGSVGElement>) {
      hover.onPointerMove(event);
      if (drag.current === undefined) return;
      drag.current = { ...drag.current, to: placeOf(event) };
      // So that a click on what is below is not one, and the end may lie outside.
      if (isLong()) event.currentTarget.setPointerCapture(event.pointerId);
      draw();
    },
    onPointerUp() {
      if (isLong() && drag.current !== undefined) setRange(spanOf(drag.current, momentAt));
      stop();
    },
    onPointerCancel: stop,
    onPointerLeave: hover.onPointerLeave,
    onDoubleClick: resetRange,
    /** The browser's own dragging of a link. */
    onDragStart(event: MouseEvent) {
      event.preventDefault();
    },
  };
}

function placeOf(event: PointerEvent<SVGSVGElement>): number {
  return event.clientX - event.currentTarget.getBoundingClientRect().left;
}

/** To whole minutes, at least one of them. */
function spanOf(drag: { from: number; to: number }, momentAt: Asked['momentAt']): Span {
  const first = momentAt(Math.min(drag.from, drag.to));
  const last = momentAt(Math.max(drag.from, drag.to));
  const from = Math.floor(first / minuteMs) * minuteMs;
  return { from, to: Math.max(from + minuteMs, Math.ceil(last / minuteMs) * minuteMs) };
}
