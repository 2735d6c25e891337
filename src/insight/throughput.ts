/** How many jobs finished in each hour, and how. */
import { type Instant, milliseconds } from '#contract/instant.ts';
import { fullHours, lastFullHour, nextFullHour } from '#contract/zone.ts';

import { outcomeOf } from './status/statuses.ts';

export const outcomes = ['well', 'badly', 'otherwise', 'unknown'] as const;
export type Outcome = (typeof outcomes)[number];
export type Counts = Record<Outcome, number>;

/** A finished job, as far as it counts here: `at` is its end. One without an end is in no hour. */
export type Finished = { status: string; at: Instant };

/** Milliseconds since 1970: from the first moment, up to but not including the last. */
export type Span = { from: number; to: number };

/** An hour on the clocks of the zone, whole even where the range is not. */
export type Hour = Span & {
  counts: Counts;
  /** The range ends within it: more may still come. */
  unfinished: boolean;
  /** The range begins within it. */
  cutOff: boolean;
  /** Not all that finished in it need be known. */
  partial: boolean;
};

export type Throughput = { hours: Hour[]; counts: Counts };

type Asked = {
  range: Span;
  zone: string;
  /** From when on all that finished is known, in milliseconds since 1970. */
  knownFrom: number;
};

/** Sorted by when it finished into the hours of the range; those without any job are among them. */
export function throughput(
  jobs: readonly Finished[],
  { range, zone, knownFrom }: Asked,
): Throughput {
  const hours = hoursOf(range, zone).map((hour) => ({
    ...hour,
    counts: none(),
    unfinished: hour.to > range.to,
    cutOff: hour.from < range.from,
    partial: Math.max(hour.from, range.from) < knownFrom,
  }));
  const counts = none();
  for (const { status, at } of jobs) {
    const outcome = outcomeOf(status);
    const moment = milliseconds(at);
    if (outcome === undefined || moment < range.from || moment >= range.to) continue;
    const hour = hours[placeOf(moment, hours)];
    if (hour === undefined) continue;
    hour.counts[outcome] += 1;
    counts[outcome] += 1;
  }
  return { hours, counts };
}

export function hoursOf({ from, to }: Span, zone: string): Span[] {
  if (to <= from) return [];
  const starts = fullHours(lastFullHour(from, zone), to, zone);
  return starts.map((start, index) => ({
    from: start,
    to: starts[index + 1] ?? nextFullHour(start, zone),
  }));
}

/** The first hour that ends after the moment, by halves: a month has 720. */
export function placeOf(moment: number, hours: readonly Span[]): number {
  let [first, last] = [0, hours.length - 1];
  while (first < last) {
    const middle = (first + last) >> 1;
    if (moment < (hours[middle]?.to ?? 0)) last = middle;
    else first = middle + 1;
  }
  return first;
}

function none(): Counts {
  return { well: 0, badly: 0, otherwise: 0, unknown: 0 };
}

export function sum(counts: Counts): number {
  return outcomes.reduce((all, outcome) => all + counts[outcome], 0);
}

/** Round whole numbers for an axis, from 0 to the first that `most` does not exceed: six at most. */
export function ticks(most: number): number[] {
  const least = Math.max(1, most / 5);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = ([1, 2, 5].find((round) => round * power >= least) ?? 10) * power;
  const count = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: count + 1 }, (_, at) => at * step);
}
