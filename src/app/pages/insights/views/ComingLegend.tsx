import { type ComingKind, comingKinds, type Forecast } from '#insight/views/forecast.ts';

import { Button } from '../../../ui/Button.tsx';
import { number } from '../../../ui/number.ts';
import { kindWords } from './forecast-words.ts';

/** What is planned is an outline: it looks unlike what has begun. */
export const looks: Record<ComingKind, { className: string; strokeDasharray?: string }> = {
  running: { className: 'fill-active stroke-surface' },
  queued: { className: 'fill-waiting stroke-surface' },
  planned: { className: 'fill-surface stroke-ink' },
  likely: { className: 'fill-surface stroke-muted', strokeDasharray: '2 2' },
};

type Props = {
  coming: Forecast;
  /** The kind that is shown alone. */
  only: ComingKind | undefined;
  onChange: (only: ComingKind | undefined) => void;
};

/** What the parts of the bars are, and how many runs; a press shows one kind alone. */
export function ComingLegend({ coming, only, onChange }: Props) {
  return (
    <ul data-legend aria-label="Show only one kind" className="flex flex-wrap gap-x-1 px-1 pt-1">
      {comingKinds.map((kind) => (
        <li key={kind}>
          <Button
            variant="quiet"
            aria-pressed={kind === only}
            onClick={() => onChange(kind === only ? undefined : kind)}
          >
            <span
              className={`inline-flex items-center gap-1 ${only === undefined || kind === only ? 'text-ink' : 'text-muted opacity-60'}`}
            >
              <svg aria-hidden width={12} height={12} className="shrink-0">
                <rect x={1} y={1} width={10} height={10} {...looks[kind]} />
              </svg>
              {kindWords[kind]} {number(coming.runs.filter((run) => run.kind === kind).length)}
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
