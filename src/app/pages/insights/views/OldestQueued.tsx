import { span } from '#insight/time/format.ts';
import { type QueuedJob, queuedJobs } from '#insight/views/oldest-queued.ts';

import { JobLink } from '../../../components/JobLink.tsx';
import { steady, tickingText } from '../../../components/use-ticking.ts';
import { vaultNow } from '../../../time/clock.ts';
import { number } from '../../../ui/number.ts';
import type { Insights } from '../use-insights.ts';

type Props = { insights: Insights };

/** Live: sums of finished jobs go quiet when a queue comes to a stop. */
export function OldestQueued({ insights: { monitors, queuedSeen, now } }: Props) {
  const queued = queuedJobs(monitors ?? [], { seen: queuedSeen, now });
  const [oldest] = queued;
  return (
    <section
      aria-label="In the queue now"
      className="border-line m-2 flex min-w-0 flex-[0_1_15rem] flex-col gap-1 rounded border p-2"
    >
      <h3 className="text-muted text-sm">In the queue now</h3>
      {monitors === undefined && <p>Not read yet</p>}
      {monitors !== undefined && oldest === undefined && <p>No job is queued.</p>}
      {oldest !== undefined && <Oldest oldest={oldest} count={queued.length} />}
    </section>
  );
}

function Oldest({ oldest: { job, sinceMs, kind }, count }: { oldest: QueuedJob; count: number }) {
  const age = tickingText(() => span(vaultNow() - sinceMs));
  return (
    <>
      <p {...age} className={`text-lg font-semibold ${steady}`} />
      <p className="text-muted text-sm">
        {kind === 'planned'
          ? 'since its planned start'
          : 'at least, since it was first seen queued'}
      </p>
      <p className="flex min-w-0">
        <JobLink job={job} />
      </p>
      <p className="text-muted text-sm">
        {count === 1 ? 'The only one that waits' : `The oldest of ${number(count)} that wait`}
      </p>
    </>
  );
}
