import { useQuery } from '@tanstack/react-query';
import { useId, useMemo } from 'react';

import { instant } from '#contract/instant.ts';
import { successRate } from '#insight/summary.ts';
import { type Counts, outcomes, sum, throughput } from '#insight/throughput.ts';
import { clockTime, zoneName } from '#insight/time/format.ts';

import { Band } from '../../chart/Band.tsx';
import { chartQuery } from '../../chart/code.ts';
import { looks } from '../../chart/outcomes.ts';
import { Patterns } from '../../chart/Patterns.tsx';
import { wordsOf } from '../../components/error-words.ts';
import { useTicking } from '../../components/use-ticking.ts';
import { type Day, dayQuery } from '../../queries/last-24-hours.ts';
import { slowlyMs } from '../../queries/polling.ts';
import { vaultNow } from '../../time/clock.ts';
import { counted, number } from '../../ui/number.ts';
import { FilterNote } from './layout/FilterNote.tsx';
import { useElementSize } from './layout/use-element-size.ts';
import { matchesFilter, type TitleFilter } from './title-filter.ts';

type Props = { filter: TitleFilter; zone: string };

const dayMs = 86_400_000;
/** Two polls were missed, and a third is late. */
const oldMs = slowlyMs * 2 + 60_000;

/** How many jobs finished in each of the last 24 hours, by outcome. */
export function Throughput({ filter, zone }: Props) {
  const { data: code } = useQuery(chartQuery);
  const { data: day, error } = useQuery(dayQuery);
  const { ref, size: em } = useElementSize();
  // The same objects until the data changes: the chart repaints for new ones.
  const { hours, counts } = useMemo(() => countsByHour(day, filter, zone), [day, filter, zone]);
  const rate = successRate(counts);
  // Polled rarely and separately: this may be old while the rest of the wall is live.
  const oldUntil = useTicking(() =>
    day !== undefined && vaultNow() - day.until > oldMs
      ? clockTime(instant(day.until), zone, vaultNow())
      : '',
  );
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

function countsByHour(day: Day | undefined, filter: TitleFilter, zone: string) {
  const { jobs = [], until = dayMs, knownFrom = Infinity } = day ?? {};
  const range = { from: until - dayMs, to: until };
  return throughput(jobs.filter(matchesFilter(filter)), { range, zone, knownFrom });
}

/**
 * Claims a whole day only where all of it was read, and the present only where the data is not old;
 * otherwise it ends at `oldUntil`.
 */
function headingOf(
  day: Day | undefined,
  { zone, oldUntil }: { zone: string; oldUntil: string },
): string {
  const hours = oldUntil === '' ? 'the last 24 hours' : `the 24 hours until ${oldUntil}`;
  if (day === undefined || day.knownFrom <= day.until - dayMs) return `Finished in ${hours}`;
  if (day.knownFrom >= day.until) return `Finished in ${hours} (incomplete)`;
  const since = `Finished since ${clockTime(instant(day.knownFrom), zone, day.until)}`;
  return oldUntil === '' ? since : `${since} until ${oldUntil}`;
}

function messageInPlaceOfChart(
  day: Day | undefined,
  error: Error | null,
  shown: number,
): string | undefined {
  if (day === undefined) {
    return error === null ? 'Loading finished jobs …' : `${wordsOf(error).what}.`;
  }
  if (shown > 0) return undefined;
  if (day.jobs.length > 0) return 'No job that finished in these 24 hours matches the filter.';
  return day.knownFrom <= day.until - dayMs
    ? 'No job has finished in these 24 hours.'
    : 'None of the jobs that could be read finished in these 24 hours.';
}

function withoutEndText(jobs: number): string {
  return jobs === 1
    ? '1 job without an end, such as one that never ran, is left out.'
    : `${number(jobs)} jobs without an end, such as those that never ran, are left out.`;
}

/** Which jobs the numbers count. */
function coverageText(day: Day, zone: string): string {
  const { until, knownFrom, rows, withoutEnd, unreadable, warnings } = day;
  const from = until - dayMs;
  const at = (moment: number) => clockTime(instant(moment), zone, until);
  const span = `${at(from)} to ${at(until)}, ${zoneName(zone, until)}.`;
  const reach =
    warnings.length > 0
      ? 'Vault warned that its list may lack jobs: any hour may hold more.'
      : knownFrom <= from
        ? ''
        : knownFrom < until
          ? `Only the newest ${counted(rows, 'finished job was', 'finished jobs were')} read, since ${at(knownFrom)}: hatched hours may hold more.`
          : `Only ${counted(rows, 'finished job was', 'finished jobs were')} read, in no known order: any hour may hold more.`;
  const notCounted = [
    withoutEnd > 0 && withoutEndText(withoutEnd),
    unreadable > 0 && `${number(unreadable)} could not be read.`,
  ];
  return [span, 'Dashed bars show part of an hour.', reach, ...notCounted]
    .filter((part) => part !== false && part !== '')
    .join(' ');
}
