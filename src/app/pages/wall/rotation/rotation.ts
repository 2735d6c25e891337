/** Which page of which view is shown: the next one after a fixed time, unless somebody pauses it. */
import { type ViewId, views } from '../views.ts';

/** The views in order, with the number of pages that each has now: at least one. */
export type Cycle = readonly { view: ViewId; pages: number }[];

export type Position = {
  view: ViewId;
  /** From 0. */
  page: number;
  /** When the next page follows, on this device's clock. */
  until: number;
  /** Somebody has touched the wall, or a job has just failed. */
  isPaused: boolean;
  /** When the last failure that the wall switched to was noticed; 0 before any. */
  failedAt: number;
};

/** How long a wall stays where it was touched, and where a new failure is shown. */
export const pauseMs = 60_000;

type Timing = { cycle: Cycle; ms: number; now: number };

export function firstPosition({ cycle, ms, now }: Timing): Position {
  const [first = { view: views[0].id, page: 0 }] = slotsOf(cycle);
  return { ...first, until: now + ms, isPaused: false, failedAt: 0 };
}

/** Whether `advance` would change the position. */
export function isDue(position: Position, { ms, now }: Pick<Timing, 'ms' | 'now'>): boolean {
  return now >= position.until || wasClockSetBack(position, { ms, now });
}

/** Otherwise the wall would stand still until the clock has caught up. */
function wasClockSetBack({ until }: Position, { ms, now }: Pick<Timing, 'ms' | 'now'>): boolean {
  return until - now > Math.max(ms, pauseMs) + 1_000;
}

/** Moves by as many pages as are due, as a browser may not have drawn the page for a while. */
export function advance(position: Position, { cycle, ms, now }: Timing): Position {
  if (wasClockSetBack(position, { ms, now })) {
    return { ...position, until: now + ms, isPaused: false };
  }
  if (now < position.until) return position;
  const steps = Math.floor((now - position.until) / ms) + 1;
  return {
    ...moved(position, cycle, steps),
    until: position.until + steps * ms,
    isPaused: false,
  };
}

/** Some slots on, or back, without a change of times. */
function moved(position: Position, cycle: Cycle, steps: number): Position {
  const slots = slotsOf(cycle);
  const index = (slotIndex(position, cycle) + steps) % slots.length;
  return { ...position, ...slots.at(index) };
}

export function pause(position: Position, now: number): Position {
  return { ...position, until: Math.max(position.until, now + pauseMs), isPaused: true };
}

/** Goes to the next or previous page by hand, which pauses too. */
export function step(
  position: Position,
  { cycle, by, now }: { cycle: Cycle; by: 1 | -1; now: number },
): Position {
  return pause(moved(position, cycle, by), now);
}

export function resume(position: Position, now: number): Position {
  return position.isPaused ? { ...position, until: now } : position;
}

/** Switches to the view that shows a failure noticed at `failedAt`; stays if there is none. */
export function showFailure(
  position: Position,
  { cycle, failedAt }: { cycle: Cycle; failedAt: number },
): Position {
  const shown = new Set(cycle.map(({ view }) => view));
  const view = views.find(({ id, showsNewFailures }) => showsNewFailures && shown.has(id));
  if (view === undefined) return { ...position, failedAt };
  return { view: view.id, page: 0, until: failedAt + pauseMs, isPaused: true, failedAt };
}

/** From 0; a page that no longer exists counts as the last of its view. */
export function slotIndex({ view, page }: Pick<Position, 'view' | 'page'>, cycle: Cycle): number {
  const last = slotsOf(cycle).findLastIndex((slot) => slot.view === view && slot.page <= page);
  return Math.max(0, last);
}

/** One for each page of each view. */
export function slotsOf(cycle: Cycle): { view: ViewId; page: number }[] {
  return cycle.flatMap(({ view, pages }) =>
    Array.from({ length: Math.max(1, pages) }, (_, page) => ({ view, page })),
  );
}
