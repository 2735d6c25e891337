import { useQuery } from '@tanstack/react-query';
import { useId, useMemo } from 'react';

import { successRate } from '#insight/summary.ts';
import { type Counts, outcomes, sum } from '#insight/throughput.ts';

import { Band } from '../../chart/Band.tsx';
import { chartQuery } from '../../chart/code.ts';
import { looks } from '../../chart/outcomes.ts';
import { Patterns } from '../../chart/Patterns.tsx';
import { useTicking } from '../../components/use-ticking.ts';
import { dayQuery } from '../../queries/last-24-hours.ts';
import { vaultNow } from '../../time/clock.ts';
import { number } from '../../ui/number.ts';
import { FilterNote } from './layout/FilterNote.tsx';
import { useElementSize } from './layout/use-element-size.ts';
import {
  countsByHour,
  coverageText,
  headingOf,
  messageInPlaceOfChart,
  oldUntilOf,
} from './throughput-words.ts';
import type { TitleFilter } from './title-filter.ts';

type Props = { filter: TitleFilter; zone: string };

/** How many jobs finished in each of the last 24 hours, by outcome. */
export function Throughput({ filter, zone }: Props) {
  const { data: code } = useQuery(chartQuery);
  const { data: day, error } = useQuery(dayQuery);
  const { ref, size: em } = useElementSize();
  // The same objects until the data changes: the chart repaints for new ones.
  const { hours, counts } = useMemo(() => countsByHour(day, filter, zone), [day, filter, zone]);
  const rate = successRate(counts);
  // Polled rarely and separately: this may be old while the rest of the wall is live.
  const oldUntil = useTicking(() => oldUntilOf(day, vaultNow(), zone));
  const message = messageInPlaceOfChart(day, error, sum(counts));
  return (
    <section
      aria-labelledby="throughput"
      className="relative flex h-full min-h-0 w-full flex-col gap-[0.4em] px-[0.5em] pb-[0.3em]"
    >
      <span ref={ref} aria-hidden className="invisible absolute size-[1em]" />
      <header className="flex flex-wrap items-baseline justify-between gap-x-[1em] text-[1.2em]">
        <h2 id="throughput" className="text-[1.4em] leading-tight font-semibold">
          {headingOf(day, { zone, oldUntil })}
        </h2>
        {message === undefined && rate !== undefined && (
          <div>
            <b className="font-semibold">{(rate * 100).toFixed(1)}%</b> success rate (of{' '}
            {number(counts.well + counts.badly)} that succeeded or failed)
          </div>
        )}
        {message === undefined && <Legend counts={counts} />}
      </header>
      <FilterNote filter={filter} />
      <div className="min-h-0 flex-1">
        {message !== undefined && <div className="text-[1.5em]">{message}</div>}
        {message === undefined && em !== undefined && code !== undefined && (
          <code.ThroughputChart
            hours={hours}
            zone={zone}
            label="Finished jobs by hour"
            textPx={em.width * 1.2}
          />
        )}
      </div>
      {day !== undefined && <div className="text-muted">{coverageText(day, zone)}</div>}
    </section>
  );
}

/** What the parts of the bars mean, and how many jobs they are. All sizes follow the text around. */
function Legend({ counts }: { counts: Counts }) {
  const id = useId();
  const shown = outcomes.filter((outcome) => outcome !== 'unknown' || counts.unknown > 0);
  return (
    <ul className="flex flex-wrap gap-x-[1.2em]">
      {shown.map((outcome) => (
        <li key={outcome} className="flex items-baseline gap-[0.35em]">
          <svg aria-hidden viewBox="0 0 24 24" className="size-[0.75em] shrink-0">
            <Patterns of={`${id}-${outcome}`} stepPx={10} />
            <Band
              {...{ x: 0, y: 0, width: 24, height: 24, outcome }}
              of={`${id}-${outcome}`}
              linePx={1}
            />
          </svg>
          <span>
            <b className="font-semibold">{number(counts[outcome])}</b> {looks[outcome].word}
          </span>
        </li>
      ))}
    </ul>
  );
}
