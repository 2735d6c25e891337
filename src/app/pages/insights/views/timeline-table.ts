/** The timeline as a table: a row for each job, by title and then by when it began. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import type { Run } from '#insight/finished-runs.ts';
import { plannedStart } from '#insight/job-times.ts';
import { lookOf } from '#insight/status/statuses.ts';
import type { TimelineRow } from '#insight/views/timeline.ts';

import type { ViewTable } from '../../../chart/ViewPanel.tsx';

/** Worked out when it is first asked for. */
export function timelineTable(rows: readonly TimelineRow[]): () => ViewTable {
  let made: ViewTable | undefined;
  return () => {
    made ??= {
      name: 'timeline',
      columns: [
        { key: 'title', header: 'Title', kind: 'text' },
        { key: 'status', header: 'Status', kind: 'text' },
        { key: 'planned', header: 'Planned', kind: 'zoned' },
        { key: 'started', header: 'Started', kind: 'zoned' },
        { key: 'finished', header: 'Finished', kind: 'zoned' },
        { key: 'queued', header: 'Queued (seconds)', kind: 'seconds' },
        { key: 'ran', header: 'Ran (seconds)', kind: 'seconds' },
        { key: 'id', header: 'Job ID', kind: 'id' },
      ],
      rows: rows.flatMap(({ started, neverRan, live }) => [
        ...[...started, ...neverRan].map((run) => rowOf(run.job, run)),
        ...live.map(({ kind, job, from }) =>
          rowOf(job, { startMs: kind === 'running' ? from : undefined }),
        ),
      ]),
    };
    return made;
  };
}

function rowOf(
  job: Job,
  { startMs, ranMs, queuedMs }: Pick<Run, 'startMs'> & Partial<Run>,
): ViewTable['rows'][number] {
  const planned = plannedStart(job);
  const isFinished = ranMs !== undefined || job.end !== undefined;
  return {
    key: job.id,
    cells: [
      { value: job.title },
      { value: job.status, text: lookOf(job.status).word },
      { value: planned && milliseconds(planned) },
      { value: startMs },
      { value: job.end && milliseconds(job.end) },
      { value: queuedMs === undefined ? undefined : queuedMs / 1_000 },
      { value: ranMs === undefined ? undefined : ranMs / 1_000 },
      { value: job.id, ...(isFinished && { rows: { ids: [job.id] } }) },
    ],
  };
}

export function countOf(rows: readonly TimelineRow[]): number {
  return rows.reduce(
    (sum, { started, neverRan, live }) => sum + started.length + neverRan.length + live.length,
    0,
  );
}
