import type { ReactNode } from 'react';

import { useTicking } from '../../../components/use-ticking.ts';
import { deviceNow } from '../../../time/clock.ts';
import { placeOf, stepOf } from './drift.ts';

type Props = {
  /** As far from the middle as it may go, in pixels: that much room is left around it. */
  by: number;
  children: ReactNode;
};

/** Moves all that is in it by a few pixels each minute, against burn-in; nothing is cut off. */
export function Drift({ by, children }: Props) {
  const step = useTicking(() => stepOf(deviceNow()));
  const { x, y } = placeOf(step, by);
  return (
    <div
      className="absolute flex flex-col"
      style={{
        inset: by,
        translate: `${x}px ${y}px`,
        transitionProperty: 'translate',
        transitionDuration: '2s',
      }}
    >
      {children}
    </div>
  );
}
