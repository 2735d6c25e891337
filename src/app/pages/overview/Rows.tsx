import type { ReactNode } from 'react';

import type { Job } from '#contract/jobs.ts';

import { Button } from '../../ui/Button.tsx';
import type { Held } from './held.ts';

export type Column = {
  header: string;
  cell: (job: Job) => ReactNode;
  /** Takes what room is left; the others take what they need. */
  wide?: boolean;
  /** Left out on screens too narrow for it; what it says must then stand elsewhere too. */
  roomy?: boolean;
  end?: boolean;
};

type Props = { label: string; held: Held; columns: readonly Column[] };

/** Jobs as rows of a table that hold still while one of them has the focus. */
export function Rows({ label, held, columns }: Props) {
  return (
    <div {...held.handlers}>
      {held.waiting > 0 && (
        <div className="border-line border-b px-3 py-1" role="status">
          <Button variant="quiet" onClick={held.release}>
            +{held.waiting} new
          </Button>
        </div>
      )}
      <table aria-label={label} className="w-full table-auto border-collapse text-sm">
        <thead>
          <tr className="text-muted text-left text-xs">
            {columns.map(({ header, roomy, end }) => (
              <th
                key={header}
                scope="col"
                className={`px-3 py-1 font-medium ${roomy ? 'hidden md:table-cell' : ''} ${end ? 'text-right' : ''}`}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {held.rows.map((job) => (
            <tr
              key={job.id}
              data-job={job.id}
              className="group/row border-line hover:bg-raised h-9 border-t"
            >
              {columns.map(({ header, cell, wide, roomy, end }) => (
                <td
                  key={header}
                  className={`px-3 py-1 ${wide ? 'w-full max-w-0' : ''} ${roomy ? 'hidden md:table-cell' : ''} ${end ? 'text-right' : ''}`}
                >
                  {cell(job)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
