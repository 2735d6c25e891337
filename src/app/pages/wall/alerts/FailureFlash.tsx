import { lookOf } from '#insight/status/statuses.ts';

import { useTicking } from '../../../components/use-ticking.ts';
import { vaultLabel } from '../../../components/vault-label.ts';
import { deviceNow } from '../../../time/clock.ts';
import type { Wall } from '../use-wall.ts';
import { useNewFailure } from './use-new-failure.ts';

/** Longer than the animation: under reduced motion, a frame is shown for this long instead. */
const shownMs = 6_000;
const animationMs = 1_800;

type Props = { walls: readonly Wall[] };

/** A red flash over the whole screen, once for a new failure, and words for screen readers. */
export function FailureFlash({ walls }: Props) {
  const failure = useNewFailure(walls);
  const isShown = useTicking(
    () => failure !== undefined && Math.abs(deviceNow() - failure.at) < shownMs,
  );
  const shown = isShown ? failure : undefined;
  return (
    <>
      <p role="status" aria-label="New failure" className="sr-only">
        {shown !== undefined &&
          `${walls.length > 1 ? `${vaultLabel(shown.vault)}: ` : ''}${shown.job.title || shown.job.id}: ${lookOf(shown.job.status).word}${
            shown.others > 0 ? `, and ${shown.others} more` : ''
          }`}
      </p>
      {shown !== undefined && (
        <div
          key={shown.at}
          ref={animate}
          aria-hidden
          data-failure-flash
          className="pointer-events-none absolute inset-0"
          style={{ boxShadow: 'inset 0 0 0 0.6em var(--bad)', zIndex: 20 }}
        />
      )}
    </>
  );
}

/** By script, as keyframes in the stylesheet would be part of the first load of every page. */
function animate(frame: HTMLElement | null): void {
  if (frame === null) return;
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  frame.style.boxShadow = 'none';
  frame.style.background = 'var(--bad)';
  frame.animate(
    { translate: ['-100%', '100%'], opacity: [0.7, 0.7] },
    { duration: animationMs, fill: 'both' },
  );
}
