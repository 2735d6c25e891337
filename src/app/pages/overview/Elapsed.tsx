import type { Job } from '#contract/jobs.ts';

import { useTicking } from '../../components/use-ticking.ts';
import { elapsedMs } from '../../insight/job-times.ts';
import { enoughRuns, isLong, type Usual } from '../../insight/usual.ts';
import { vaultNow } from '../../time/clock.ts';
import { span } from '../../time/format.ts';

type Props = { job: Job; usual: Usual | undefined };

/** How long a job has been running, ticking, against how long its title usually takes. */
export function Elapsed({ job, usual }: Props) {
  const words = useTicking(() => {
    const elapsed = elapsedMs(job, vaultNow());
    if (elapsed === undefined) return 'start unknown';
    return elapsed < -2_000 ? 'starts in the future' : span(elapsed);
  });
  const long = useTicking(() => isLong(elapsedMs(job, vaultNow()), usual));
  return (
    <div className="flex flex-col items-end whitespace-nowrap">
      <span className={long ? 'text-bad font-semibold' : ''}>{words}</span>
      {usual !== undefined && usual.runs >= enoughRuns && <Bar job={job} usual={usual} />}
    </div>
  );
}

/** The elapsed part of the p95, in steps of a percent. */
function Bar({ job, usual }: { job: Job; usual: Usual }) {
  const percent = useTicking(() => {
    const elapsed = Math.max(0, elapsedMs(job, vaultNow()) ?? 0);
    return Math.min(100, Math.floor((elapsed / Math.max(usual.p95Ms, 1)) * 100));
  });
  return (
    <span aria-hidden className="bg-raised block h-1 w-24 rounded">
      <span
        className={`block h-1 rounded ${percent >= 100 ? 'bg-bad' : 'bg-active'}`}
        style={{ width: `${percent}%` }}
      />
    </span>
  );
}
