import { instant } from '#contract/instant.ts';
import { clockTime, span } from '#insight/time/format.ts';
import type { Forecast } from '#insight/views/forecast.ts';

import { JobLink } from '../../../components/JobLink.tsx';
import { TitleLink } from '../../../components/TitleLink.tsx';
import type { Insights } from '../use-insights.ts';
import { kindWords, slotName } from './forecast-words.ts';

type Props = {
  /** When it begins, as the address says it. */
  quarter: string;
  coming: Forecast;
  insights: Insights;
};

/** The runs of one quarter of an hour. There is no job yet of one that is expected: it leads to its title. */
export function ComingRuns({ quarter, coming, insights }: Props) {
  const { zone, now } = insights;
  const from = Date.parse(quarter);
  const slot = coming.slots.find((one) => one.from === from);
  if (slot === undefined) {
    const isOver = from < (coming.slots[0]?.from ?? 0);
    return (
      <p className="border-line border-t p-3">
        {isOver
          ? `The quarter of an hour at ${clockTime(instant(from), zone, now)} is over: History has what finished in it.`
          : `${clockTime(instant(from), zone, now)} is not one of the quarters of the next 24 hours.`}
      </p>
    );
  }
  const name = slotName(slot, insights);
  return (
    <section aria-label={name} className="border-line max-h-72 overflow-auto border-t p-2">
      <h3 className="text-sm font-semibold">{name}</h3>
      <ul className="text-sm">
        {slot.runs.map(({ job, kind, startMs, usualMs }) => (
          <li key={`${job.id}-${startMs}`} className="flex min-h-7 flex-wrap items-center gap-x-2">
            <span className="flex min-w-0 flex-[0_1_24rem]">
              {kind === 'likely' ? <TitleLink title={job.title} /> : <JobLink job={job} />}
            </span>
            <span className="text-muted">
              {kindWords[kind]}, {clockTime(instant(startMs), zone, now)},{' '}
              {usualMs === undefined ? 'usual duration not known' : `usually ${span(usualMs)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
