import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { instant } from '#contract/instant.ts';

import { chartQuery } from '../../chart/code.ts';
import { Legend } from '../../chart/Legend.tsx';
import { wordsOf } from '../../components/error-words.ts';
import { useTicking } from '../../components/use-ticking.ts';
import { successRate } from '../../insight/summary.ts';
import { sum, throughput } from '../../insight/throughput.ts';
import { type Day, dayQuery } from '../../queries/last-24-hours.ts';
import { slowlyMs } from '../../queries/wall-queries.ts';
import { vaultNow } from '../../time/clock.ts';
import { clockTime, zoneName } from '../../time/format.ts';
import { number } from '../../ui/number.ts';
import { Filter } from './layout/FilterNote.tsx';
import { useRoom } from './layout/use-element-size.ts';
import { wanted } from './model.ts';
import type { WallSearch } from './search.ts';

type Props = { search: WallSearch; zone: string };

const dayMs = 86_400_000;
/** Two answers have failed to come, and a third is late. */
const oldMs = slowlyMs * 2 + 60_000;

/** How many jobs finished in each of the last 24 hours, and how. */
export function Throughput({ search, zone }: Props) {
  const { data: code } = useQuery(chartQuery);
  const { data: day, error } = useQuery(dayQuery);
  const { ref, room: em } = useRoom();
  // The same objects as long as nothing new is known: for others the chart is painted anew.
  const { hours, counts } = useMemo(() => sorted(day, search, zone), [day, search, zone]);
  const rate = successRate(counts);
  // It is asked for seldom, and by itself: the rest of the wall may be live while this is not.
  const until = useTicking(() =>
    day !== undefined && vaultNow() - day.until > oldMs
      ? clockTime(instant(day.until), zone, vaultNow())
      : '',
  );
  const face = faceOf(day, error, sum(counts));
  return (
    <section
      aria-labelledby="throughput"
      className="relative flex h-full min-h-0 w-full flex-col gap-[0.4em] px-[0.5em] pb-[0.3em]"
    >
      <span ref={ref} aria-hidden className="invisible absolute size-[1em]" />
      <header className="flex flex-wrap items-baseline justify-between gap-x-[1em] text-[1.2em]">
        <h2 id="throughput" className="text-[1.4em] leading-tight font-semibold">
          {headingOf(day, { zone, until })}
        </h2>
        {face === undefined && rate !== undefined && (
          <p>
            <b className="font-semibold">{(rate * 100).toFixed(1)} %</b> success, of{' '}
            {number(counts.well + counts.badly)} that ended well or badly
          </p>
        )}
        {face === undefined && <Legend counts={counts} />}
      </header>
      <Filter search={search} />
      <div className="min-h-0 flex-1">
        {face !== undefined && <p className="text-[1.5em]">{face}</p>}
        {face === undefined && em !== undefined && code !== undefined && (
          <code.ThroughputChart
            hours={hours}
            zone={zone}
            label="Finished jobs by hour"
            textPx={em.width * 1.2}
          />
        )}
      </div>
      {day !== undefined && <p className="text-muted">{coverage(day, zone)}</p>}
    </section>
  );
}

function sorted(day: Day | undefined, search: WallSearch, zone: string) {
  const { jobs = [], until = dayMs, knownFrom = Infinity } = day ?? {};
  const range = { from: until - dayMs, to: until };
  return throughput(jobs.filter(wanted(search)), { range, zone, knownFrom });
}

/** Never of a whole day where it is not known whole, and not of now where it is old: then of `until`. */
function headingOf(day: Day | undefined, { zone, until }: { zone: string; until: string }): string {
  const end = until === '' ? '' : ` until ${until}`;
  if (day === undefined || day.knownFrom <= day.until - dayMs) {
    return end === '' ? 'Finished in the last 24 hours' : `Finished in the 24 hours${end}`;
  }
  return day.knownFrom < day.until
    ? `Finished since ${clockTime(instant(day.knownFrom), zone, day.until)}${end}`
    : `Finished in 24 hours${end}, as far as read`;
}

/** What stands there instead of a chart. */
function faceOf(day: Day | undefined, error: Error | null, shown: number): string | undefined {
  if (day === undefined) {
    return error === null ? 'Reading what has finished …' : `${wordsOf(error).what}.`;
  }
  if (shown > 0) return undefined;
  if (day.jobs.length > 0) return 'No job that finished in these 24 hours matches the filter.';
  return day.knownFrom <= day.until - dayMs
    ? 'No job has finished in these 24 hours.'
    : 'Of the jobs that could be read, none has finished in these 24 hours.';
}

/** How far the numbers reach, in words. */
function coverage({ until, knownFrom, rows, undated, unreadable }: Day, zone: string): string {
  const from = until - dayMs;
  const at = (moment: number) => clockTime(instant(moment), zone, until);
  const span = `${at(from)} to ${at(until)}, ${zoneName(zone, until)}.`;
  const reach =
    knownFrom <= from
      ? ''
      : knownFrom < until
        ? `Only the newest ${number(rows)} finished jobs were read, since ${at(knownFrom)}: hatched hours may hold more.`
        : `Only ${number(rows)} finished jobs were read, in no clear order: any hour may hold more.`;
  const left = [
    undated > 0 && `${number(undated)} without any date left out.`,
    unreadable > 0 && `${number(unreadable)} could not be read.`,
  ];
  return [span, 'Dashed hours count in part.', reach, ...left]
    .filter((part) => part !== false && part !== '')
    .join(' ');
}
