import type { Job } from '#contract/jobs.ts';

import { ticking, tickingText } from '../../components/use-ticking.ts';
import { elapsedMs } from '../../insight/job-times.ts';
import { enoughRuns, isLong, type Usual } from '../../insight/usual.ts';
import { vaultNow } from '../../time/clock.ts';
import { span } from '../../time/format.ts';

type Props = { job: Job; usual: Usual | undefined };

/** How long a job has been running, ticking, against how long its title usually takes. */
export function Elapsed({ job, usual }: Props) {
  const words = () => {
    const elapsed = elapsedMs(job, vaultNow());
    if (elapsed === undefined) return 'start unknown';
    return elapsed < -2_000 ? 'starts in the future' : span(elapsed);
  };
  const markLong = (element: HTMLElement) => {
    element.toggleAttribute('data-long', isLong(elapsedMs(job, vaultNow()), usual));
  };
  return (
    <div
      ref={ticking(markLong)}
      className="data-long:text-bad flex flex-col items-end whitespace-nowrap data-long:font-semibold"
    >
      <span ref={tickingText(words)} />
      {usual !== undefined && usual.runs >= enoughRuns && <Bar job={job} usual={usual} />}
    </div>
  );
}

/** The elapsed part of the p95, in steps of a percent. */
function Bar({ job, usual }: { job: Job; usual: Usual }) {
  const fill = (element: HTMLElement) => {
    const elapsed = Math.max(0, elapsedMs(job, vaultNow()) ?? 0);
    const percent = Math.min(100, Math.floor((elapsed / Math.max(usual.p95Ms, 1)) * 100));
    const width = `${percent}%`;
    if (element.style.width === width) return;
    element.style.width = width;
    element.toggleAttribute('data-full', percent >= 100);
  };
  return (
    <span aria-hidden className="bg-raised block h-1 w-24 rounded">
      <span ref={ticking(fill)} className="bg-active data-full:bg-bad block h-1 rounded" />
    </span>
  );
}
