import { lookOf } from '../../status/statuses.ts';
import { deviceNow, useTicking } from '../../time/clock.ts';
import type { Wall } from './model.ts';
import { useNewFailure } from './newFailure.ts';

/** Longer than the sweep itself: where nothing may move, a frame stands in for it for this long. */
const shownMs = 6_000;

type Props = { wall: Wall };

/** Colour over the whole screen, once for a new failure, and words for who can't see it. */
export function Sweep({ wall }: Props) {
  const failure = useNewFailure(wall);
  const isShown = useTicking(() => failure !== undefined && deviceNow() - failure.at < shownMs);
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
        <div aria-hidden className="pointer-events-none absolute inset-0 z-20 overflow-hidden">
          <div
            key={shown.at}
            data-sweep
            className="bg-bad motion-reduce:border-bad h-full w-full -translate-x-full animate-[sweep_1.8s_ease-in-out] opacity-70 motion-reduce:translate-x-0 motion-reduce:border-[0.6em] motion-reduce:bg-transparent motion-reduce:opacity-100"
          />
        </div>
      )}
    </>
  );
}
