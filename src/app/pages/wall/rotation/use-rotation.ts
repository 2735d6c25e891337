/** Shows the pages of a wall one after the other, by time and by hand. */
import { useEffect, useEffectEvent, useState } from 'react';

import { useTicking } from '../../../components/use-ticking.ts';
import { deviceNow } from '../../../time/clock.ts';
import { pressedKey } from '../../../ui/key-press.ts';
import {
  advance,
  type Cycle,
  firstPosition,
  isDue,
  pause,
  type Position,
  resume,
  showFailure,
  slotIndex,
  slotsOf,
  step,
} from './rotation.ts';

type Options = {
  cycle: Cycle;
  seconds: number;
  /** When the newest failure was noticed, on this device's clock. */
  failedAt: number | undefined;
  /** Whether keys and the pointer, anywhere on the page, control it. */
  isInteractive: boolean;
};

export function useRotation({ cycle, seconds, failedAt = 0, isInteractive }: Options) {
  const ms = seconds * 1_000;
  const [position, setPosition] = useState<Position>(() =>
    firstPosition({ cycle, ms, now: deviceNow() }),
  );
  const isNextDue = useTicking(() => isDue(position, { ms, now: deviceNow() }));
  // While rendering and not in an effect, so that no frame shows the old page.
  if (failedAt !== 0 && failedAt !== position.failedAt) {
    setPosition(showFailure(position, { cycle, failedAt }));
  } else if (isNextDue) setPosition(advance(position, { cycle, ms, now: deviceNow() }));

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const now = deviceNow();
    const key = pressedKey(event) ?? '';
    const by = stepsByKey.get(key);
    if (key === 'Escape') setPosition(resume(position, now));
    else if (by !== undefined) setPosition(step(position, { cycle, by, now }));
    else setPosition(pause(position, now));
  });
  const onTouch = useEffectEvent(() => {
    const paused = pause(position, deviceNow());
    // A mouse moves many times a second, but only whole seconds are shown.
    if (paused.until - position.until >= 1_000 || !position.isPaused) setPosition(paused);
  });
  // Nothing on a wall can have the focus, so the listeners are on the document.
  useEffect(() => {
    if (!isInteractive) return undefined;
    const move = ({ movementX, movementY }: PointerEvent) => {
      // Browsers report a move as well when the content under a resting pointer has changed.
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
  }, [isInteractive]);

  const slots = slotsOf(cycle);
  const index = slotIndex(position, cycle);
  return {
    view: slots[index]?.view ?? position.view,
    page: slots[index]?.page ?? 0,
    slot: { index, count: slots.length },
    /** Undefined unless it is paused. */
    pausedUntil: position.isPaused && slots.length > 1 ? position.until : undefined,
  };
}

const stepsByKey = new Map<string, 1 | -1>([
  ['ArrowRight', 1],
  ['ArrowDown', 1],
  ['PageDown', 1],
  ['ArrowLeft', -1],
  ['ArrowUp', -1],
  ['PageUp', -1],
]);
