import { useTicking } from '../../../components/use-ticking.ts';
import { lookOf } from '../../../status/statuses.ts';
import { deviceNow } from '../../../time/clock.ts';
import type { Wall } from '../model.ts';
import { useNewFailure } from './new-failure.ts';

/** Longer than the sweep itself: where nothing may move, a frame stands in for it for this long. */
const shownMs = 6_000;
const sweepMs = 1_800;

type Props = { wall: Wall };

/** Colour over the whole screen, once for a new failure, and words for who can't see it. */
export function Sweep({ wall }: Props) {
  const failure = useNewFailure(wall);
  const isShown = useTicking(
    () => failure !== undefined && Math.abs(deviceNow() - failure.at) < shownMs,
  );
  const shown = isShown ? failure : undefined;
  return (
    <>
      <p role="status" aria-label="New failure" className="sr-only">
        {shown !== undefined &&
          `${shown.job.title || shown.job.id}: ${lookOf(shown.job.status).word}${
            shown.others > 0 ? `, and ${shown.others} more` : ''
          }`}
      </p>
      {shown !== undefined && (
        <div
          key={shown.at}
          ref={sweep}
          aria-hidden
          data-sweep
          className="pointer-events-none absolute inset-0"
          style={{ boxShadow: 'inset 0 0 0 0.6em var(--bad)', zIndex: 20 }}
        />
      )}
    </>
  );
}

/** Drawn by script, as styles of a wall would be part of what every page loads first. */
function sweep(frame: HTMLElement | null): void {
  if (frame === null) return;
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  frame.style.boxShadow = 'none';
  frame.style.background = 'var(--bad)';
  frame.animate(
    { translate: ['-100%', '100%'], opacity: [0.7, 0.7] },
    { duration: sweepMs, fill: 'both' },
  );
}
