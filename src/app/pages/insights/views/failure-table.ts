/** The failures as a table: a row for all titles, then one for each. */
import {
  type FailureMatrix,
  type FailureRow,
  failuresBehind,
  windowIds,
  windowWords,
} from '#insight/views/failure-matrix.ts';

import type { ViewTable } from '../../../chart/ViewPanel.tsx';

export function failureTable(
  rows: readonly FailureRow[],
  { totals }: FailureMatrix,
  now: number,
): ViewTable {
  const all = [{ title: undefined, cells: totals }, ...rows];
  return {
    name: 'failures',
    columns: [
      { key: 'title', header: 'Title', kind: 'text' },
      ...windowIds.flatMap((id) => [
        {
          key: `failed_${id}`,
          header: `Failed in the last ${windowWords[id]}`,
          kind: 'number' as const,
        },
        {
          key: `before_${id}`,
          header: `In the ${windowWords[id]} before`,
          kind: 'number' as const,
        },
        { key: `complete_${id}`, header: `All of ${windowWords[id]} read`, kind: 'text' as const },
      ]),
    ],
    rows: all.map(({ title, cells }) => ({
      key: title === undefined ? 'all' : `title ${title}`,
      cells: [
        { value: title ?? 'All titles' },
        ...windowIds.flatMap((id) => {
          const { failed, before, partial } = cells[id];
          return [
            { value: failed, rows: failuresBehind(title, { now, id, period: 'lately' }) },
            { value: before, rows: failuresBehind(title, { now, id, period: 'before' }) },
            { value: partial ? 'no' : 'yes' },
          ];
        }),
      ],
    })),
  };
}
