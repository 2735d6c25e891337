import { type MouseEvent, type ReactNode, useRef } from 'react';

import type { Job } from '#contract/jobs.ts';

import { Button } from '../../ui/Button.tsx';
import type { Held } from './use-frozen-rows.ts';

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
  const table = useRef<HTMLTableElement>(null);
  const release = ({ detail }: MouseEvent) => {
    held.release();
    // Pressed by keyboard (no click counted), the button takes the focus along when it goes.
    if (detail === 0) table.current?.focus();
  };
  return (
    <div {...held.handlers} className="relative">
      {held.waiting > 0 && (
        // Over the panel's heading: beside the rows it would move what is to hold still.
        <div
          role="status"
          className="border-line bg-surface absolute right-10 bottom-full rounded border shadow-lg sm:right-auto sm:left-1/2 sm:-translate-x-1/2"
        >
          <Button variant="quiet" onClick={release}>
            +{held.waiting} new
          </Button>
        </div>
      )}
      {/* On a phone each row becomes two lines: the job, and beneath it what is said of it. */}
      <table
        ref={table}
        tabIndex={-1}
        aria-label={label}
        className="w-full table-auto border-collapse text-sm max-sm:block"
      >
        <thead className="max-sm:sr-only">
          <tr className="text-muted text-left text-xs">
            {columns.map(({ header, roomy, end }) => (
              <th
                key={header}
                scope="col"
                className={`px-3 py-1 font-medium whitespace-nowrap ${roomy ? roomyOnly : ''} ${end ? 'text-right' : ''}`}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {held.rows.map((job) => (
            <tr
              key={job.id}
              className="group/row border-line hover:bg-raised h-9 border-t max-sm:flex max-sm:h-auto max-sm:flex-wrap max-sm:items-center max-sm:justify-between max-sm:py-1"
            >
              {columns.map(({ header, cell, wide, roomy, end }) => (
                <td
                  key={header}
                  className={`px-3 py-1 align-middle max-sm:py-0.5 ${wide ? widest : ''} ${roomy ? roomyOnly : ''} ${end ? 'text-right max-sm:last:ml-auto' : ''}`}
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

const roomyOnly = 'hidden md:table-cell';
const widest = 'w-full max-w-0 max-sm:order-first max-sm:max-w-full max-sm:basis-full';
