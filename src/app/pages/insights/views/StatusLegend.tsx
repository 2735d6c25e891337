import { useId } from 'react';

import { lookOf } from '#insight/status/statuses.ts';
import type { StatusCount } from '#insight/views/throughput-by-status.ts';

import { Band } from '../../../chart/Band.tsx';
import { Patterns } from '../../../chart/Patterns.tsx';
import { Button } from '../../../ui/Button.tsx';
import { number } from '../../../ui/number.ts';

type Props = {
  statuses: readonly StatusCount[];
  /** The status that is shown alone. */
  only: string | undefined;
  onChange: (only: string | undefined) => void;
};

/** What the parts of the bars are, and how many jobs; a press shows one of them alone. */
export function StatusLegend({ statuses, only, onChange }: Props) {
  const id = useId();
  return (
    <ul data-legend aria-label="Show only one status" className="flex flex-wrap gap-x-1 px-1 pt-1">
      {statuses.map(({ status, outcome, count }, nth) => (
        <li key={status}>
          <Button
            variant="quiet"
            aria-pressed={status === only}
            onClick={() => onChange(status === only ? undefined : status)}
          >
            <span
              className={`inline-flex items-center gap-1 ${only === undefined || status === only ? 'text-ink' : 'text-muted opacity-60'}`}
            >
              <svg aria-hidden width={12} height={12} className="shrink-0">
                <Patterns of={`${id}-${nth}`} stepPx={6} />
                <Band
                  {...{ x: 0, y: 0, width: 12, height: 12, outcome, linePx: 1 }}
                  of={`${id}-${nth}`}
                />
              </svg>
              <bdi>{lookOf(status).word}</bdi> {number(count)}
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
