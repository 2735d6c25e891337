import { span } from '#insight/time/format.ts';

import { useTicking } from '../../../components/use-ticking.ts';
import { deviceNow } from '../../../time/clock.ts';

type Props = {
  /** From 0. */
  index: number;
  count: number;
  /** On this device's clock. */
  pausedUntil: number | undefined;
};

/** More can't be counted at a glance. */
const maxDots = 24;

/** Which of all pages this is, and how long the rotation is paused. */
export function RotationDots({ index, count, pausedUntil }: Props) {
  const pause = useTicking(() =>
    pausedUntil === undefined ? '' : span(pausedUntil - deviceNow() + 999),
  );
  if (count === 1) return undefined;
  const text = `Screen ${index + 1} of ${count}`;
  return (
    <footer className="flex min-h-[1.4em] shrink-0 items-center gap-x-[1em] whitespace-nowrap">
      {count > maxDots && <div className="text-muted">{text}</div>}
      {count <= maxDots && (
        <div className="flex items-center">
          <span className="sr-only">{text}</span>
          <span aria-hidden className="flex items-center gap-[0.35em]">
            {Array.from({ length: count }, (_, nth) => (
              <span
                key={nth}
                className={`h-[0.4em] rounded-full ${nth === index ? 'bg-ink w-[1.2em]' : 'bg-edge w-[0.4em]'}`}
              />
            ))}
          </span>
        </div>
      )}
      {pause !== '' && <div className="ml-auto">Paused for {pause}. Press Esc to resume.</div>}
    </footer>
  );
}
