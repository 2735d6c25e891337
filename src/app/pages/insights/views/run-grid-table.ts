/** The run grid as a table: a row for each run, the newest of a title first. */
import { milliseconds } from '#contract/instant.ts';
import { lookOf } from '#insight/status/statuses.ts';
import type { GridRow } from '#insight/views/run-grid.ts';

import type { ViewTable } from '../../../chart/ViewPanel.tsx';

/** Worked out when it is first asked for. */
export function gridTable(rows: readonly GridRow[]): () => ViewTable {
  let made: ViewTable | undefined;
  return () => {
    made ??= {
      name: 'run-grid',
      columns: [
        { key: 'title', header: 'Title', kind: 'text' },
        { key: 'runsInRange', header: 'Runs in range', kind: 'number' },
        { key: 'back', header: 'Runs back', kind: 'number' },
        { key: 'status', header: 'Status', kind: 'text' },
        { key: 'started', header: 'Started', kind: 'zoned' },
        { key: 'finished', header: 'Finished', kind: 'zoned' },
        { key: 'ran', header: 'Ran (seconds)', kind: 'seconds' },
        { key: 'id', header: 'Job ID', kind: 'id' },
      ],
      rows: rows.flatMap(({ title, runs, total, rows }) =>
        runs.toReversed().map(({ job, startMs, ranMs }, back) => ({
          key: job.id,
          cells: [
            { value: title },
            { value: total, rows },
            { value: back },
            { value: job.status, text: lookOf(job.status).word },
            { value: startMs },
            { value: job.end === undefined ? undefined : milliseconds(job.end) },
            { value: ranMs === undefined ? undefined : ranMs / 1_000 },
            { value: job.id, rows: { ids: [job.id] } },
          ],
        })),
      ),
    };
    return made;
  };
}
