import type { Job } from '#contract/jobs.ts';
import { elapsedMs } from '#insight/job-times.ts';
import { span } from '#insight/time/format.ts';
import { enoughRuns, isLong, type Usual } from '#insight/usual.ts';

import { steady, ticking, tickingMark, tickingText } from '../../components/use-ticking.ts';
import { vaultNow } from '../../time/clock.ts';

type Props = {
  job: Job;
  usual: Usual | undefined;
  /** What time it is by the clock of the job's Vault, in milliseconds. */
  now?: () => number;
};

/** How long a job has been running, ticking, against how long its title usually takes. */
export function Elapsed({ job, usual, now = vaultNow }: Props) {
  const elapsed = () => elapsedMs(job, now());
  const mark = tickingMark('data-long', () => isLong(elapsed(), usual));
  return (
    <div {...mark} className="data-long:text-warning whitespace-nowrap data-long:font-semibold">
      <div
        {...tickingText(() => words(elapsed()), '12 min 05 s'.length)}
        className={`${steady} ml-auto w-[8em] text-right`}
      />
      {usual !== undefined && usual.runs >= enoughRuns && <Bar elapsed={elapsed} usual={usual} />}
    </div>
  );
}

function words(elapsed: number | undefined): string {
  if (elapsed === undefined) return 'start unknown';
  return elapsed < -2_000 ? 'starts in the future' : span(elapsed);
}

type BarProps = { elapsed: () => number | undefined; usual: Usual };

/** The elapsed part of the p95, in steps of a percent. */
function Bar({ elapsed, usual }: BarProps) {
  return (
    <span
      aria-hidden
      ref={ticking(filling(elapsed, usual))}
      // Drawn by a server it would be empty: our policy for contents lets no markup set a size. Grown
      // by its background, as nothing is laid out or put into layers anew for that.
      className={`bg-raised ml-auto block h-1 w-24 rounded contain-strict forced-color-adjust-none ${import.meta.env.SSR ? 'invisible' : ''}`}
    />
  );
}

function filling(elapsed: () => number | undefined, { p95Ms }: Usual) {
  let shown: number | undefined;
  return (element: HTMLElement) => {
    const part = (elapsed() ?? 0) / p95Ms;
    const percent = Math.floor(Math.min(1, part) * 100);
    if (percent === shown) return;
    shown = percent;
    element.style.backgroundImage = `linear-gradient(90deg,var(--${percent < 100 ? 'active' : 'warning'}) ${percent}%,#0000 0)`;
  };
}
