/** When a title would run next, as far as its past runs show a rhythm. */
import { instant, type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { isZone, localTime, momentOf } from '#contract/zone.ts';

import { actualStart } from './job-times.ts';
import { percentile } from './usual.ts';

export type NextRun =
  | {
      kind: 'likely';
      at: Instant;
      /** The other moment where clocks change before then and past runs fit two of them. */
      or: Instant | undefined;
      everyMs: number;
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
/** Another gap that comes back this often is part of the rhythm: after Friday comes Monday. */
const returning = 0.1;

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
 * several zones: of `zones`, such as the one on screen, and of some common ones.
 */
export function nextRun(
  job: Job,
  finished: readonly Job[],
  zones: readonly string[] = [],
): NextRun {
  const once = [...new Map(finished.map((run) => [run.id, run])).values()];
  const starts = once
    .filter(({ title }) => title === job.title && title !== '')
    .flatMap((run) => {
      const start = actualStart(run);
      return start === undefined ? [] : [milliseconds(start)];
    })
    .toSorted((a, b) => a - b);
  if (job.start === undefined || starts.length <= fewestGaps) return { kind: 'unknown' };
  const planned = milliseconds(job.start);
  const known = [...new Set([...zones, ...commonZones])].filter(isZone);
  const rhythms = known.flatMap((zone) => {
    const local = (at: number) => localTime(at, zone);
    const everyMs = interval(starts.map(local));
    if (everyMs === undefined) return [];
    const isByClock = everyMs > hourMs && everyMs % hourMs === 0;
    const next = isByClock ? momentOf(local(planned) + everyMs, zone) : planned + everyMs;
    const misfitMs = isByClock ? misfit([planned, ...starts].map(local), everyMs) : 0;
    return [{ everyMs, misfitMs, next: next > planned ? next : planned + everyMs }];
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
    runs: starts.length,
  };
}

/** Starts that are late by some seconds make an interval of whole hours look a little longer. */
const roundToHoursMs = 120_000;

/** The interval between most of these moments, in whole minutes; undefined where they have none. */
function interval(starts: readonly number[]): number | undefined {
  const gaps = starts.slice(1).map((start, at) => start - (starts[at] ?? start));
  const every = percentile(
    gaps.toSorted((a, b) => a - b),
    0.5,
  );
  const allowed = Math.max(every * tolerance.long, Math.min(lateness, every * tolerance.short));
  const like = (length: number) => (gap: number) => Math.abs(gap - length) <= allowed;
  const others = gaps.filter((gap) => !like(every)(gap));
  const returns = others.map((other) => others.filter(like(other)).length);
  const isRhythm =
    every >= 60_000 &&
    gaps.length - others.length >= gaps.length * agreeing &&
    !returns.some((times) => times > 1 && times > gaps.length * returning);
  if (!isRhythm) return undefined;
  const hours = Math.round(every / hourMs) * hourMs;
  const isHours = hours > 0 && Math.abs(every - hours) <= roundToHoursMs;
  return isHours ? hours : Math.round(every / 60_000) * 60_000;
}

/** How far moments lie from a steady beat through the first of them, all of them together. */
function misfit(moments: readonly number[], everyMs: number): number {
  const [origin = 0] = moments;
  const offBeat = moments.map((moment) => {
    const beats = (moment - origin) / everyMs;
    return (beats - Math.round(beats)) * everyMs;
  });
  const middle = percentile(
    offBeat.toSorted((a, b) => a - b),
    0.5,
  );
  return offBeat.reduce((sum, off) => sum + Math.abs(off - middle), 0);
}
