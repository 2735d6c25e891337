/** When a title would run next, as far as its past runs show a rhythm. */
import { instant, type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { isZone, localTime, momentOf } from '#contract/zone.ts';

import { actualStart } from './job-times.ts';
import { span } from './time/format.ts';
import { percentile } from './usual.ts';

export type NextRun =
  | {
      kind: 'likely';
      at: Instant;
      /** The other moment where clocks change before then and past runs fit two of them. */
      or: Instant | undefined;
      everyMs: number;
      /** On whose clocks the rhythm is; undefined for one that goes on whatever clocks say. */
      zone: string | undefined;
      runs: number;
    }
  | { kind: 'unknown' };

/** Three gaps are the fewest that can agree; two would be a coincidence. */
const fewestGaps = 3;
/** Vault starts a planned run up to two minutes late, so two gaps differ by up to twice as much. */
const lateness = 4 * 60_000;
/** How much of an interval two gaps may differ by: of a long one, or of one of minutes. */
const tolerance = { long: 0.05, short: 0.1 };
/** Over two thirds: of two gaps that take turns, such as 1 h and 23 h, one has up to that share. */
const agreeing = 0.7;
/** Of the latest gaps, where one run that was started by hand makes two others. */
const agreeingLatest = 0.6;
/** Another gap that comes back this often is part of the rhythm: after Friday comes Monday. */
const returning = 0.1;
/** Of so many gaps up to the planned run, two others that are alike may be a new schedule. */
const latestGaps = 5;
/** How many gaps count: what is older says little of the next run. */
const mostGaps = 100;
/** After a change of schedule, the planned run has to follow the new one until it has so many. */
const settledGaps = 20;
/** Of all runs since that change, so many are enough to tell zones apart. */
const mostCompared = 250;

/**
 * Each schedule follows a zone (docs/vault-api.md §7), and Vault doesn't say which. These zones change
 * their clocks when most others do: as in Europe, at either coast of North America, in Australia.
 */
const commonZones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
  'Australia/Sydney',
];
const hourMs = 3_600_000;
/**
 * Apart by less in all, starts fit two zones equally well: even on the right clocks one of them is
 * off by an hour where it is planned for an hour that clocks skip.
 */
const sameFitMs = 1.5 * hourMs;

/**
 * The run after the planned one of `job`, which Start now leaves as it is (docs/vault-api.md §2).
 * A schedule keeps its local time when clocks change, so the rhythm is looked for on the clocks of
 * several zones: of `zones`, such as the one on screen, and of some common ones. Only runs since
 * the schedule last changed count.
 */
export function nextRun(
  job: Job,
  finished: readonly Job[],
  zones: readonly string[] = [],
): NextRun {
  const starts = startsOf(job.title, finished);
  if (job.start === undefined) return { kind: 'unknown' };
  const planned = milliseconds(job.start);
  const present = presentRhythm(starts);
  if (present.length <= fewestGaps) return { kind: 'unknown' };
  const isNew = present.length < starts.length && present.length <= settledGaps;
  const judged = [...present.slice(-mostGaps - 1), planned];
  const compared = [planned, ...spread(present)];
  const known = [...new Set([...zones, ...commonZones])].filter(isZone);
  const rhythms = known.flatMap((zone) => {
    const local = (at: number) => localTime(at, zone);
    const everyMs = interval(judged.map(local), isNew);
    if (everyMs === undefined) return [];
    const isByClock = everyMs > hourMs && everyMs % hourMs === 0;
    const rhythm = { everyMs, zone: isByClock ? zone : undefined };
    const misfitMs = isByClock ? misfit(compared.map(local), everyMs) : 0;
    return [{ ...rhythm, misfitMs, next: momentAfter(planned, 1, rhythm) }];
  });
  const least = Math.min(...rhythms.map(({ misfitMs }) => misfitMs));
  const fitting = rhythms.filter(({ misfitMs }) => misfitMs - least < sameFitMs);
  const [first] = fitting;
  if (first === undefined) return { kind: 'unknown' };
  const other = fitting.find(({ next }) => next !== first.next);
  return {
    kind: 'likely',
    at: instant(first.next),
    or: other && instant(other.next),
    everyMs: first.everyMs,
    zone: first.zone,
    runs: judged.length - 1,
  };
}

type Rhythm = { everyMs: number; zone: string | undefined };

/** When the run so many times after a planned one is due. In milliseconds since 1970. */
export function momentAfter(planned: number, times: number, { everyMs, zone }: Rhythm): number {
  const later = planned + times * everyMs;
  if (zone === undefined) return later;
  // From the plan each time: a moment that clocks skip would shift those after it.
  const byClock = momentOf(localTime(planned, zone) + times * everyMs, zone);
  return byClock > planned ? byClock : later;
}

/** When the runs of a title started, in order. */
function startsOf(title: string, finished: readonly Job[]): number[] {
  const runs = finished.filter((run) => run.title === title && title !== '');
  const once = new Map(runs.map((run) => [run.id, run]));
  return [...once.values()]
    .flatMap((run) => {
      const start = actualStart(run);
      return start === undefined ? [] : [milliseconds(start)];
    })
    .toSorted((a, b) => a - b);
}

/** Those since the schedule last changed: since runs last came at another interval for a while. */
function presentRhythm(starts: readonly number[]): readonly number[] {
  const gaps = gapsOf(starts);
  const every = median(gaps.slice(-latestGaps));
  const isOtherRhythm = (_: number, at: number) => {
    const row = gaps.slice(at, at + fewestGaps);
    const [first = every] = row;
    return (
      row.length === fewestGaps && row.every((gap) => isLike(gap, first) && !isLike(gap, every))
    );
  };
  const last = gaps.findLastIndex(isOtherRhythm);
  return last < 0 ? starts : starts.slice(last + fewestGaps);
}

/** At most so many of them, from the first to the last: years of clocks that change. */
function spread(starts: readonly number[]): number[] {
  const step = Math.ceil(starts.length / mostCompared);
  return starts.filter((_, at) => (starts.length - 1 - at) % step === 0);
}

/** Starts that are late by some seconds make an interval of whole hours look a little longer. */
const roundToHoursMs = 120_000;

/**
 * The interval between most of these starts, in whole minutes; undefined where they have none. The
 * last one is the planned run's, which has only to agree with the latest.
 */
function interval(moments: readonly number[], isNew: boolean): number | undefined {
  const all = gapsOf(moments);
  const gaps = all.slice(0, -1);
  const every = median(gaps);
  const isRhythm =
    every >= 60_000 &&
    agree(gaps, { every, share: agreeing }) &&
    agree(all.slice(-latestGaps), { every, share: agreeingLatest }) &&
    (!isNew || isLike(all.at(-1) ?? 0, every));
  if (!isRhythm) return undefined;
  const hours = Math.round(every / hourMs) * hourMs;
  const isHours = hours > 0 && Math.abs(every - hours) <= roundToHoursMs;
  return isHours ? hours : Math.round(every / 60_000) * 60_000;
}

/** Whether that share of the gaps is like this one, and no other gap comes back too often. */
function agree(gaps: readonly number[], { every, share }: { every: number; share: number }) {
  const others = gaps.filter((gap) => !isLike(gap, every));
  if (gaps.length - others.length < gaps.length * share) return false;
  return others.every((other) => {
    const times = others.filter((gap) => isLike(gap, other)).length;
    return times === 1 || times <= gaps.length * returning;
  });
}

function isLike(gap: number, length: number): boolean {
  const allowed = Math.max(length * tolerance.long, Math.min(lateness, length * tolerance.short));
  return Math.abs(gap - length) <= allowed;
}

function gapsOf(moments: readonly number[]): number[] {
  return moments.slice(1).map((moment, at) => moment - (moments[at] ?? moment));
}

function median(values: readonly number[]): number {
  return percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

/** How far moments lie from a steady beat through the first of them, all of them together. */
function misfit(moments: readonly number[], everyMs: number): number {
  const [origin = 0] = moments;
  const offBeat = moments.map((moment) => {
    const beats = (moment - origin) / everyMs;
    return (beats - Math.round(beats)) * everyMs;
  });
  const middle = median(offBeat);
  return offBeat.reduce((sum, off) => sum + Math.abs(off - middle), 0);
}

/** As a span, but `30 min`, `12 h` and `1 d` where there is no more to an interval. */
export function intervalWords(everyMs: number): string {
  return span(everyMs).replace(/ 0+ \w+$/, '');
}
