/** Which page of which view is shown: turned by time alone, unless somebody holds it. */
import type { View } from '../search.ts';

/** The views in turn, each with how many pages it has now: one at least. */
export type Cycle = readonly { view: View; pages: number }[];

export type Place = {
  view: View;
  /** From 0. */
  page: number;
  /** When its time is over, on this device's clock. */
  until: number;
  /** Somebody has touched the wall, or something new is wrong. */
  isHeld: boolean;
  /** When the last failure that was turned to was noticed. */
  heeded: number;
};

/** For so long a wall stays where it was touched, or where a new failure is shown. */
export const holdMs = 60_000;

type Moment = { cycle: Cycle; ms: number; now: number };

export function firstPlace({ cycle, ms, now }: Moment): Place {
  const [first] = turnsOf(cycle);
  return { view: 'now', page: 0, ...first, until: now + ms, isHeld: false, heeded: 0 };
}

/** Whether `advanced` would give another place. */
export function isOver(place: Place, { ms, now }: Pick<Moment, 'ms' | 'now'>): boolean {
  return now >= place.until || isAstray(place, { ms, now });
}

/** The clock was set back: a wall that waited until then would stand still. */
function isAstray({ until }: Place, { ms, now }: Pick<Moment, 'ms' | 'now'>): boolean {
  return until - now > Math.max(ms, holdMs) + 1_000;
}

/**
 * Moves on by as many turns as have gone by, so that a screen that was not painted for a while is
 * where it would have been.
 */
export function advanced(place: Place, { cycle, ms, now }: Moment): Place {
  if (isAstray(place, { ms, now })) return { ...place, until: now + ms, isHeld: false };
  if (now < place.until) return place;
  const steps = Math.floor((now - place.until) / ms) + 1;
  return { ...beside(place, cycle, steps), until: place.until + steps * ms, isHeld: false };
}

/** The place so many turns on, or back, with the time of the one it came from. */
function beside(place: Place, cycle: Cycle, steps: number): Place {
  const turns = turnsOf(cycle);
  const at = (positionOf(place, cycle) + steps) % turns.length;
  return { ...place, ...turns.at(at) };
}

export function held(place: Place, now: number): Place {
  return { ...place, until: Math.max(place.until, now + holdMs), isHeld: true };
}

/** Turned by hand, which holds it too. */
export function turned(place: Place, { cycle, by, now }: Omit<Moment, 'ms'> & { by: 1 | -1 }) {
  return held(beside(place, cycle, by), now);
}

export function released(place: Place, now: number): Place {
  return place.isHeld ? { ...place, until: now } : place;
}

/** To where a failure noticed at `at` is seen at once; nowhere, if no view shows it. */
export function heeding(place: Place, { cycle, at }: { cycle: Cycle; at: number }): Place {
  const views = cycle.map(({ view }) => view);
  const view = (['now', 'failures'] as const).find((name) => views.includes(name));
  if (view === undefined) return { ...place, heeded: at };
  return { view, page: 0, until: at + holdMs, isHeld: true, heeded: at };
}

/** The place among all turns, from 0; a page that has gone is the last of its view. */
export function positionOf({ view, page }: Pick<Place, 'view' | 'page'>, cycle: Cycle): number {
  const turns = turnsOf(cycle);
  const last = turns.findLastIndex((turn) => turn.view === view && turn.page <= page);
  return Math.max(0, last);
}

export function turnsOf(cycle: Cycle): { view: View; page: number }[] {
  return cycle.flatMap(({ view, pages }) =>
    Array.from({ length: Math.max(1, pages) }, (_, page) => ({ view, page })),
  );
}
