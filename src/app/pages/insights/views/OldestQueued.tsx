import { span } from '#insight/time/format.ts';
import { type QueuedJob, queuedJobs } from '#insight/views/oldest-queued.ts';

import { JobLink } from '../../../components/JobLink.tsx';
import { steady, tickingText, useTicking } from '../../../components/use-ticking.ts';
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
  const age = tickingText(() => ageWords(vaultNow() - sinceMs, kind));
  const isNew = useTicking(() => kind === 'seen' && vaultNow() - sinceMs < minuteMs);
  return (
    <>
      <p {...age} className={`text-lg font-semibold ${steady}`} />
      <p className="text-muted text-sm">
        {kind === 'planned' && 'since its planned start'}
        {kind === 'seen' &&
          (isNew ? 'It may have been queued before.' : 'since it was first seen queued')}
      </p>
      <p className="flex min-w-0">
        <JobLink job={job} />
      </p>
      <p className="text-muted text-sm">
        {count === 1 ? 'The only job waiting' : `The oldest of ${number(count)} waiting`}
      </p>
    </>
  );
}

const minuteMs = 60_000;

/** It may have been queued long before it was first seen so: of seconds, “at least” says nothing. */
function ageWords(ms: number, kind: QueuedJob['kind']): string {
  if (kind === 'planned') return span(ms);
  return ms < minuteMs ? 'First seen just now' : `At least ${span(ms)}`;
}
