/** Turns the pages of a wall, by time and by hand. */
import { useEffect, useEffectEvent, useState } from 'react';

import { useTicking } from '../../../components/use-ticking.ts';
import { deviceNow } from '../../../time/clock.ts';
import {
  advanced,
  type Cycle,
  firstPlace,
  heeding,
  held,
  isOver,
  type Place,
  positionOf,
  released,
  turned,
  turnsOf,
} from './rotation.ts';

type Given = {
  cycle: Cycle;
  seconds: number;
  /** When the newest failure was noticed, on this device's clock. */
  failedAt: number | undefined;
  /** Whether what is done anywhere on the page is done to the wall. */
  isTouchable: boolean;
};

/** The page that is to be shown, among how many. */
export function useTurning({ cycle, seconds, failedAt = 0, isTouchable }: Given) {
  const ms = seconds * 1_000;
  const [place, setPlace] = useState<Place>(() => firstPlace({ cycle, ms, now: deviceNow() }));
  const isDue = useTicking(() => isOver(place, { ms, now: deviceNow() }));
  // While rendering, as both follow from what is given: no frame shows the page before.
  if (failedAt !== 0 && failedAt !== place.heeded)
    setPlace(heeding(place, { cycle, at: failedAt }));
  else if (isDue) setPlace(advanced(place, { cycle, ms, now: deviceNow() }));

  const onKey = useEffectEvent(({ key }: KeyboardEvent) => {
    const now = deviceNow();
    const by = steps.get(key);
    if (key === 'Escape') setPlace(released(place, now));
    else if (by !== undefined) setPlace(turned(place, { cycle, by, now }));
    else setPlace(held(place, now));
  });
  const onTouch = useEffectEvent(() => {
    const now = deviceNow();
    // A mouse moves many times a second; the words count in whole ones.
    if (held(place, now).until - place.until >= 1_000 || !place.isHeld) setPlace(held(place, now));
  });
  // A wall has nothing that could have the focus, so that all of the page is listened to.
  useEffect(() => {
    if (!isTouchable) return undefined;
    const move = ({ movementX, movementY }: PointerEvent) => {
      // Browsers tell of a move too when what lies under a resting mouse has changed.
      if (movementX !== 0 || movementY !== 0) onTouch();
    };
    const key = (event: KeyboardEvent) => onKey(event);
    const touch = () => onTouch();
    document.addEventListener('keydown', key);
    document.addEventListener('pointerdown', touch);
    document.addEventListener('pointermove', move);
    return () => {
      document.removeEventListener('keydown', key);
      document.removeEventListener('pointerdown', touch);
      document.removeEventListener('pointermove', move);
    };
  }, [isTouchable]);

  const turns = turnsOf(cycle);
  const at = positionOf(place, cycle);
  return {
    view: turns[at]?.view ?? place.view,
    page: turns[at]?.page ?? 0,
    place: { at, of: turns.length },
    /** When it goes on by itself; undefined while nobody holds it. */
    heldUntil: place.isHeld && turns.length > 1 ? place.until : undefined,
  };
}

const steps = new Map<string, 1 | -1>([
  ['ArrowRight', 1],
  ['ArrowDown', 1],
  ['PageDown', 1],
  ['ArrowLeft', -1],
  ['ArrowUp', -1],
  ['PageUp', -1],
]);
