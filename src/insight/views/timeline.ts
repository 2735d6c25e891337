/** Which runs went on when, by title: the marks of a timeline. */
import type { Job } from '#contract/jobs.ts';

import { firstPlace, type Run, runsWithin, type TitleRuns } from '../finished-runs.ts';
import type { RowsFilter } from '../rows-filter.ts';
import type { Span } from '../throughput.ts';
import { type LiveMark, liveMarks } from './live-marks.ts';
import { lanesOf, type LiveBar, type RunMark, type Started } from './run-lanes.ts';

export type NeverRanMark = {
  kind: 'never-ran';
  /** When they were over: a missed run by its plan. */
  from: number;
  to: number;
  runs: readonly Run[];
  rows: RowsFilter;
};

export type TimelineMark = RunMark | NeverRanMark | LiveBar;

/** What a title did on the axis, and is to do. */
export type TimelineRow = {
  title: string;
  /** Of which a part lies on the axis, in order of their starts. */
  started: readonly Started[];
  /** By when they were over: missed ones by their plan. */
  neverRan: readonly Run[];
  live: readonly LiveMark[];
};

type Asked = {
  /** What is drawn. */
  axis: Span;
  now: number;
  monitors: readonly Job[];
};

/** Titles of which something is on the axis, in the order in which it begins. */
export function timeline(titles: readonly TitleRuns[], asked: Asked): TimelineRow[] {
  const live = liveMarks({ ...asked, titles });
  const runsOf = new Map(titles.map(({ title, runs }) => [title, runs]));
  const rows = [...new Set([...runsOf.keys(), ...live.keys()])].flatMap((title) => {
    const row = {
      title,
      ...runsOn(runsOf.get(title) ?? [], asked.axis),
      live: live.get(title) ?? [],
    };
    const begin = Math.min(
      row.started[0]?.startMs ?? Infinity,
      row.neverRan[0]?.overMs ?? Infinity,
      ...row.live.map(({ from }) => from),
    );
    return begin === Infinity ? [] : [{ row, begin }];
  });
  return rows
    .toSorted((a, b) => a.begin - b.begin || (a.row.title < b.row.title ? -1 : 1))
    .map(({ row }) => row);
}

type Scale = { pxPerMs: number; now: number };

/** What is drawn of a row. */
export function marksOf(row: TimelineRow, scale: Scale): TimelineMark[] {
  const { title, started, neverRan, live } = row;
  return [...lanesOf({ title, runs: started, live }, scale), ...neverRanMarks(neverRan, scale)];
}

type InOrder = { started: readonly Started[]; longestMs: number; neverRan: readonly Run[] };

const known = new WeakMap<readonly Run[], InOrder>();

/** Worked out once, as the axis changes with each minute. */
function inOrder(runs: readonly Run[]): InOrder {
  const made = known.get(runs) ?? {
    started: runs.filter(isStarted).toSorted((a, b) => a.startMs - b.startMs),
    longestMs: runs.reduce((longest, { ranMs }) => Math.max(longest, ranMs ?? 0), 0),
    neverRan: runs.filter((run) => !isStarted(run)),
  };
  known.set(runs, made);
  return made;
}

/** Some milliseconds' work. */
const runsOfStep = 10_000;

/** Ahead of `timeline`, in steps between which a page can answer its user, what it needs of all runs. */
export function* prepareTimeline(titles: readonly TitleRuns[]): Generator<undefined, void> {
  let prepared = 0;
  for (const { runs } of titles) {
    inOrder(runs);
    prepared += runs.length;
    if (prepared < runsOfStep) continue;
    prepared = 0;
    yield;
  }
}

function runsOn(
  runs: readonly Run[],
  { from, to }: Span,
): Pick<TimelineRow, 'started' | 'neverRan'> {
  const { started, longestMs, neverRan } = inOrder(runs);
  const first = firstPlace(started.length, (at) => (started[at]?.startMs ?? 0) >= from - longestMs);
  const middle = firstPlace(started.length, (at) => (started[at]?.startMs ?? 0) >= from);
  const end = firstPlace(started.length, (at) => (started[at]?.startMs ?? 0) >= to);
  const before = started
    .slice(first, middle)
    .filter(({ startMs, ranMs }) => startMs < to && startMs + (ranMs ?? 0) > from);
  return {
    started: [...before, ...started.slice(middle, end)],
    neverRan: runsWithin(neverRan, { from, to }),
  };
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
function neverRanMarks(runs: readonly Run[], { pxPerMs, now }: Scale): NeverRanMark[] {
  const marks: { from: number; to: number; runs: Run[] }[] = [];
  for (const run of runs) {
    const { overMs } = run;
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
