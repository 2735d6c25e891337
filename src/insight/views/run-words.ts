/** One run in words: how it ended, how long it took, when. */
import { instant } from '#contract/instant.ts';

import type { Run } from '../finished-runs.ts';
import { endUnknown, neverRan, plannedStart } from '../job-times.ts';
import { lookOf } from '../status/statuses.ts';
import { dateTime, span } from '../time/format.ts';

export function runWords({ job, ranMs, queuedMs, startMs }: Run, zone: string): string {
  return [
    lookOf(job.status).word,
    queuedMs !== undefined && `queued for ${span(queuedMs)}`,
    ranMs !== undefined && `ran ${span(ranMs)}`,
    ranMs === undefined && startMs !== undefined && `started ${dateTime(instant(startMs), zone)}`,
    endWords({ job }, zone),
  ]
    .filter((words) => words !== false)
    .join(', ');
}

/** When it finished, or what is known in place of that. */
function endWords({ job }: Pick<Run, 'job'>, zone: string): string {
  if (job.end !== undefined) return `finished ${dateTime(job.end, zone)}`;
  const planned = neverRan(job) ? plannedStart(job) : undefined;
  return planned === undefined ? endUnknown(job) : `planned ${dateTime(planned, zone)}`;
}
