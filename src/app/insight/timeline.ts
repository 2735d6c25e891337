/** Which runs went on when, by title: the marks of a timeline. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { phaseOf } from '../status/statuses.ts';
import type { Run, TitleRuns } from './finished-runs.ts';
import { actualStart } from './job-times.ts';
import { liveMarks } from './live-marks.ts';
import type { RowsFilter } from './rows-filter.ts';
import { lanesOf, type LiveBar, type RunMark, type Started } from './run-lanes.ts';
import type { Span } from './throughput.ts';

export type NeverRanMark = {
  kind: 'never-ran';
  /** When they were over: a missed run by its plan. */
  from: number;
  to: number;
  runs: readonly Run[];
  rows: RowsFilter;
};

export type TimelineMark = RunMark | NeverRanMark | LiveBar;

export type TimelineRow = { title: string; marks: readonly TimelineMark[] };

type Asked = {
  /** What is drawn. */
  axis: Span;
  pxPerMs: number;
  now: number;
  monitors: readonly Job[];
  /** All finished jobs, for how long planned runs usually take. */
  finished: readonly Job[];
};

/** Titles of which something is on the axis, in the order in which their first mark begins. */
export function timeline(titles: readonly TitleRuns[], asked: Asked): TimelineRow[] {
  const { axis } = asked;
  const live = liveMarks(asked);
  const runsOf = new Map(titles.map(({ title, runs }) => [title, runs]));
  const rows = [...new Set([...runsOf.keys(), ...live.keys()])].flatMap((title) => {
    const runs = runsOf.get(title) ?? [];
    const bars = { title, runs: runsOn(runs, axis), live: live.get(title) ?? [] };
    const marks = [...lanesOf(bars, asked), ...neverRanOn(runs, asked)];
    return marks.length === 0 ? [] : [{ title, marks }];
  });
  const begin = new Map(rows.map((row) => [row, beginOf(row)]));
  return rows.toSorted(
    (a, b) => (begin.get(a) ?? 0) - (begin.get(b) ?? 0) || (a.title < b.title ? -1 : 1),
  );
}

function beginOf({ marks }: TimelineRow): number {
  return marks.reduce((first, { from }) => Math.min(first, from), Infinity);
}

/** Runs of which a part lies on the axis, by their start. */
function runsOn(runs: readonly Run[], { from, to }: Span): readonly Started[] {
  return startsOf(runs).filter(
    ({ startMs, ranMs }) => startMs < to && (startMs >= from || startMs + (ranMs ?? 0) > from),
  );
}

const known = new WeakMap<readonly Run[], readonly Started[]>();

/** In order of their starts. Worked out once, as the axis changes with each minute. */
function startsOf(runs: readonly Run[]): readonly Started[] {
  const made = known.get(runs) ?? runs.filter(isStarted).toSorted((a, b) => a.startMs - b.startMs);
  known.set(runs, made);
  return made;
}

function isStarted(run: Run): run is Started {
  return run.startMs !== undefined;
}

/** Marks of one point in time are so wide. */
const glyphPx = 14;
/** A link to History names at most so many jobs. */
const mostIds = 50;

/**
 * Runs that were missed, cancelled before their time or could not be started, by when they were
 * over. A batch has to end at now, as what follows is a plan.
 */
function neverRanOn(runs: readonly Run[], { axis, pxPerMs, now }: Asked): NeverRanMark[] {
  const marks: { from: number; to: number; runs: Run[] }[] = [];
  for (const run of runs) {
    const { overMs } = run;
    if (run.startMs !== undefined || overMs < axis.from || overMs >= axis.to) continue;
    const last = marks.at(-1);
    const isNear = last !== undefined && (overMs - last.from) * pxPerMs < glyphPx;
    if (isNear && last.runs.length < mostIds && last.to < now === overMs < now) {
      last.runs.push(run);
      last.to = overMs;
    } else marks.push({ from: overMs, to: overMs, runs: [run] });
  }
  return marks.map((mark) => ({
    kind: 'never-ran',
    ...mark,
    rows: { ids: mark.runs.map(({ job }) => job.id) },
  }));
}

export type Peak = { count: number; at: number };

/** When most runs went on at once, for the first time: of those whose start and end are known. */
export function peakOf(
  titles: readonly TitleRuns[],
  { axis: { from, to }, monitors, now }: Pick<Asked, 'axis' | 'monitors' | 'now'>,
): Peak | undefined {
  const [starts, ends]: [number[], number[]] = [[], []];
  const add = (start: number, end: number) => {
    if (start >= to || end <= from || end <= start) return;
    starts.push(Math.max(start, from));
    ends.push(end);
  };
  for (const { runs } of titles)
    for (const { startMs, ranMs } of runs)
      if (startMs !== undefined && ranMs !== undefined) add(startMs, startMs + ranMs);
  for (const job of monitors) {
    const start = actualStart(job);
    // It goes on, so that it counts at this moment as well.
    if (start !== undefined && phaseOf(job.status) === 'active') add(milliseconds(start), now + 1);
  }
  const [begun, over] = [Float64Array.from(starts).toSorted(), Float64Array.from(ends).toSorted()];
  let peak: Peak | undefined;
  let ended = 0;
  for (const [nth, at] of begun.entries()) {
    // One that ends as another starts makes room for it.
    while ((over[ended] ?? Infinity) <= at) ended += 1;
    const count = nth + 1 - ended;
    if (count > (peak?.count ?? 0)) peak = { count, at };
  }
  return peak;
}
