import { instant } from '#contract/instant.ts';
import { clockTime, span } from '#insight/time/format.ts';
import type { ComingSlot } from '#insight/views/forecast.ts';

import { JobLink } from '../../../components/JobLink.tsx';
import type { Insights } from '../use-insights.ts';
import { kindWords, slotName } from './forecast-words.ts';

type Props = { slot: ComingSlot; insights: Insights };

/** The runs of one slot; that of a likely one leads to the planned job before it. */
export function ComingRuns({ slot, insights }: Props) {
  const { zone, now } = insights;
  const name = slotName(slot, insights);
  return (
    <section aria-label={name} className="border-line max-h-72 overflow-auto border-t p-2">
      <h3 className="text-sm font-semibold">{name}</h3>
      <ul className="text-sm">
        {slot.runs.map(({ job, kind, startMs, endMs }) => (
          <li key={`${job.id}-${startMs}`} className="flex min-h-7 flex-wrap items-center gap-x-2">
            <span className="min-w-0 flex-[0_1_24rem]">
              <JobLink job={job} />
            </span>
            <span className="text-muted">
              {kindWords[kind]}, {clockTime(instant(startMs), zone, now)},{' '}
              {endMs === undefined
                ? 'usual duration not known'
                : `usually ${span(endMs - startMs)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
