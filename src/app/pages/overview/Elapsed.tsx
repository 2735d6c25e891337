import type { Job } from '#contract/jobs.ts';
import { elapsedMs } from '#insight/job-times.ts';
import { span } from '#insight/time/format.ts';
import { enoughRuns, isLong, type Usual } from '#insight/usual.ts';

import { steady, ticking, tickingMarks, tickingText } from '../../components/use-ticking.ts';
import { vaultNow } from '../../time/clock.ts';

type Props = { job: Job; usual: Usual | undefined };

/** How long a job has been running, ticking, against how long its title usually takes. */
export function Elapsed({ job, usual }: Props) {
  const marks = tickingMarks(() => {
    return { 'data-long': isLong(elapsedMs(job, vaultNow()), usual) };
  });
  return (
    <div {...marks} className="data-long:text-warning whitespace-nowrap data-long:font-semibold">
      <div
        {...tickingText(() => words(elapsedMs(job, vaultNow())), '12 min 05 s'.length)}
        className={`${steady} ml-auto w-[8em] text-right`}
      />
      {usual !== undefined && usual.runs >= enoughRuns && <Bar job={job} usual={usual} />}
    </div>
  );
}

function words(elapsed: number | undefined): string {
  if (elapsed === undefined) return 'start unknown';
  return elapsed < -2_000 ? 'starts in the future' : span(elapsed);
}

/** The elapsed part of the p95, in steps of a percent. */
function Bar({ job, usual }: { job: Job; usual: Usual }) {
  return (
    <span
      aria-hidden
      // Drawn by a server it would be empty: our policy for contents lets no markup set a width.
      // Of one size, so that a bar that grows lays out and paints nothing around it.
      className={`bg-raised ml-auto block h-1 w-24 rounded contain-strict forced-color-adjust-none ${import.meta.env.SSR ? 'invisible' : ''}`}
    >
      <span
        ref={ticking(filling(job, usual))}
        className="bg-active data-full:bg-warning block h-1 rounded"
      />
    </span>
  );
}

function filling(job: Job, { p95Ms }: Usual) {
  let shown: number | undefined;
  return (element: HTMLElement) => {
    const elapsed = Math.max(0, elapsedMs(job, vaultNow()) ?? 0);
    const percent = Math.min(100, Math.floor((elapsed / Math.max(p95Ms, 1)) * 100));
    if (percent === shown) return;
    shown = percent;
    element.style.width = `${percent}%`;
    element.toggleAttribute('data-full', percent >= 100);
  };
}
