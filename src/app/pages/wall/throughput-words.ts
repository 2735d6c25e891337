/** What is said of the throughput of a day: of which hours it is, and which jobs the numbers count. */
import { instant } from '#contract/instant.ts';
import { throughput } from '#insight/throughput.ts';
import { clockTime, zoneName } from '#insight/time/format.ts';

import { wordsOf } from '../../components/error-words.ts';
import type { Day } from '../../queries/last-24-hours.ts';
import { slowlyMs } from '../../queries/polling.ts';
import { counted, number } from '../../ui/number.ts';
import { matchesFilter, type TitleFilter } from './title-filter.ts';

const dayMs = 86_400_000;
/** Two polls were missed, and a third is late. */
const oldMs = slowlyMs * 2 + 60_000;

/** Up to when it is known, where that is long ago; otherwise empty. `now`: on Vault's clock. */
export function oldUntilOf(day: Day | undefined, now: number, zone: string): string {
  return day !== undefined && now - day.until > oldMs
    ? clockTime(instant(day.until), zone, now)
    : '';
}

export function countsByHour(day: Day | undefined, filter: TitleFilter, zone: string) {
  const { jobs = [], until = dayMs, knownFrom = Infinity } = day ?? {};
  const range = { from: until - dayMs, to: until };
  return throughput(jobs.filter(matchesFilter(filter)), { range, zone, knownFrom });
}

/**
 * Claims a whole day only where all of it was read, and the present only where the data is not old;
 * otherwise it ends at `oldUntil`.
 */
export function headingOf(
  day: Day | undefined,
  { zone, oldUntil }: { zone: string; oldUntil: string },
): string {
  const hours = oldUntil === '' ? 'the last 24 hours' : `the 24 hours until ${oldUntil}`;
  if (day === undefined || day.knownFrom <= day.until - dayMs) return `Finished in ${hours}`;
  if (day.knownFrom >= day.until) return `Finished in ${hours} (incomplete)`;
  const since = `Finished since ${clockTime(instant(day.knownFrom), zone, day.until)}`;
  return oldUntil === '' ? since : `${since} until ${oldUntil}`;
}

export function messageInPlaceOfChart(
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

/** Which jobs the numbers count; `hasChart`: with what the marks of its hours mean. */
export function coverageText(day: Day, zone: string, hasChart = true): string {
  const { until, knownFrom, rows, withoutEnd, unreadable, warnings } = day;
  const from = until - dayMs;
  const more = hasChart ? 'any hour may hold more' : 'there may be more';
  const at = (moment: number) => clockTime(instant(moment), zone, until);
  const span = `${at(from)} to ${at(until)}, ${zoneName(zone, until)}.`;
  const reach =
    warnings.length > 0
      ? `Vault warned that its list may lack jobs: ${more}.`
      : knownFrom <= from
        ? ''
        : knownFrom < until
          ? `Only the newest ${counted(rows, 'finished job was', 'finished jobs were')} read, since ${at(knownFrom)}: ${hasChart ? 'hatched hours may hold more' : 'there may be more'}.`
          : `Only ${counted(rows, 'finished job was', 'finished jobs were')} read, in no known order: ${more}.`;
  const notCounted = [
    withoutEnd > 0 && withoutEndText(withoutEnd),
    unreadable > 0 && `${number(unreadable)} could not be read.`,
  ];
  return [span, hasChart && 'Dashed bars show part of an hour.', reach, ...notCounted]
    .filter((part) => part !== false && part !== '')
    .join(' ');
}
