import type { ReactNode } from 'react';

import { isWithin } from '#insight/time/daily-hours.ts';

import { useTicking } from '../../../components/use-ticking.ts';
import { deviceNow, vaultNow } from '../../../time/clock.ts';
import { useNewFailure } from '../alerts/use-new-failure.ts';
import type { WallSearch } from '../search.ts';
import type { Wall } from '../use-wall.ts';

type Props = { walls: readonly Wall[]; zone: string; search: WallSearch; children: ReactNode };

/** Spares the screen: moves the wall a little each minute, and dims it in the chosen hours. */
export function DriftAndDim({ walls, zone, search: { drift, dim }, children }: Props) {
  const step = useTicking(() => stepAt(deviceNow()));
  const radius = drift === 'on' ? marginPx : 0;
  const { x, y } = offsetAt(step, radius);
  return (
    <>
      <div
        className="absolute flex flex-col"
        style={{
          inset: radius,
          translate: `${x}px ${y}px`,
          transitionProperty: 'translate',
          transitionDuration: '2s',
        }}
      >
        {children}
      </div>
      {dim !== undefined && <Dim walls={walls} zone={zone} hours={dim} />}
    </>
  );
}

/** The space left on each side, in CSS pixels, so that nothing is cut off. */
export const marginPx = 12;

const stepMs = 60_000;
/** Half a circle takes 10 minutes: the wall is then on the opposite side. */
const stepsPerCircle = 20;
/** A prime number, so that no two circles are alike. */
const stepsPerSwell = 97;

/** Changes once a minute. */
export function stepAt(now: number): number {
  return Math.floor(now / stepMs);
}

/** Circles of changing radius, at most `maxRadius`, so that not even a ring burns in. */
export function offsetAt(step: number, maxRadius: number): { x: number; y: number } {
  const angle = (step / stepsPerCircle) * 2 * Math.PI;
  const swell = Math.cos((step / stepsPerSwell) * 2 * Math.PI);
  const radius = maxRadius * (0.75 + 0.25 * swell);
  return { x: wholePixels(radius * Math.cos(angle)), y: wholePixels(radius * Math.sin(angle)) };
}

/** Text between two pixels is blurred. */
function wholePixels(px: number): number {
  return Math.round(px) + 0; // no -0
}

/** How long a new failure suspends the dimming. */
const undimmedMs = 300_000;

function Dim({ walls, zone, hours }: { walls: readonly Wall[]; zone: string; hours: string }) {
  const failure = useNewFailure(walls);
  const isDimmed = useTicking(
    () =>
      isWithin(hours, vaultNow(), zone) &&
      (failure === undefined || Math.abs(deviceNow() - failure.at) > undimmedMs),
  );
  if (!isDimmed) return null;
  return (
    <div
      aria-hidden
      data-dim
      className="pointer-events-none absolute inset-0"
      style={{ background: 'rgb(0 0 0 / 60%)', zIndex: 10 }}
    />
  );
}
