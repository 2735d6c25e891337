/** How long the runs of a title took over time, and which took unusually long or short. */
import { type Run, runsWithin } from '../finished-runs.ts';
import type { RowsFilter } from '../rows-filter.ts';
import type { Outcome, Span } from '../throughput.ts';
import { enoughRuns, isLong, percentile, type Usual } from '../usual.ts';

/** A stretch of the axis that holds at least one run; as narrow as a bar, most hold a single one. */
export type DurationMark = Span & {
  runs: readonly Run[];
  /** How many runs ended how: the worst first, those that occur. */
  outcomes: readonly { outcome: Outcome; count: number }[];
  /** The median where there are several; undefined where none has both dates. */
  ranMs: number | undefined;
  /** Of the runs of which that is known. */
  queuedMs: number | undefined;
  long: number;
  short: number;
  rows: RowsFilter;
};

export type Durations = {
  marks: readonly DurationMark[];
  /** Of the successful runs of the range; undefined where they are fewer than five. */
  usual: Usual | undefined;
  /** How many runs that is out of. */
  successful: number;
  runs: number;
  /** Never ran, or one of the dates is missing. */
  untimed: number;
  long: number;
  short: number;
  /** Of how many runs the time in the queue is known. */
  queued: number;
  /** Up to where the chart is drawn; longer ones are cut off there. */
  topMs: number;
  /** How many runs are in bars that are cut off. */
  clipped: number;
};

type Asked = {
  title: string;
  range: Span;
  axis: Span;
  /** How many stretches there is room for. */
  places: number;
};

const minuteMs = 60_000;
/** So that one run of hours does not flatten all others, the axis ends at this many times the p95. */
const topShare = 1.5;
/** Room for the name of its line. */
const lineShare = 1.1;
const leastTopMs = 1_000;

export function durations(all: readonly Run[], asked: Asked): Durations {
  const runs = runsWithin(all, asked.range);
  const ran = sorted(
    runs.flatMap(({ job, ranMs }) => (job.status === 'SUCCESS' ? (ranMs ?? []) : [])),
  );
  const usual = usualOf(ran);
  // Bars stand for the time in the queue too, which may be most of it.
  const shown = sorted(
    runs.flatMap(({ job, ranMs, queuedMs = 0 }) =>
      job.status === 'SUCCESS' && ranMs !== undefined ? ranMs + queuedMs : [],
    ),
  );
  const isTooLong = ({ ranMs }: Run) => isLong(ranMs, usual);
  // That a failed run broke off early is no news.
  const isTooShort = ({ ranMs, outcome }: Run) => outcome === 'well' && isShort(ranMs, usual);
  const marks = gathered(runs, asked).map((mark) => ({
    ...mark,
    outcomes: outcomesOf(mark.runs),
    ranMs: medianOf(mark.runs.flatMap((run) => run.ranMs ?? [])),
    queuedMs: medianOf(mark.runs.flatMap((run) => run.queuedMs ?? [])),
    long: mark.runs.filter(isTooLong).length,
    short: mark.runs.filter(isTooShort).length,
  }));
  const totals = marks.map(({ ranMs = 0, queuedMs = 0 }) => ranMs + queuedMs);
  const most = Math.max(leastTopMs, ...totals);
  // The line of the p95 has its place in any case: medians of many runs lie far below it.
  const p95Ms = (usual?.p95Ms ?? 0) * lineShare;
  const topMs =
    usual === undefined
      ? most
      : Math.min(Math.max(most, p95Ms), percentile(shown, 0.95) * topShare + leastTopMs);
  const clipped = marks.filter((_, at) => (totals[at] ?? 0) > topMs);
  return {
    marks,
    usual,
    successful: ran.length,
    runs: runs.length,
    untimed: runs.filter(({ ranMs }) => ranMs === undefined).length,
    long: runs.filter(isTooLong).length,
    short: runs.filter(isTooShort).length,
    queued: runs.filter(({ queuedMs }) => queuedMs !== undefined).length,
    topMs,
    clipped: clipped.reduce((sum, mark) => sum + mark.runs.length, 0),
  };
}

function usualOf(ascending: Float64Array): Usual | undefined {
  if (ascending.length < enoughRuns) return undefined;
  return {
    runs: ascending.length,
    medianMs: percentile(ascending, 0.5),
    p95Ms: percentile(ascending, 0.95),
  };
}

/** Of jobs of a few seconds, one of less says nothing. */
const shortFromMs = 10_000;

/** Shorter than usual: under half the median of at least 5 successful runs, if that is over 10 s. */
export function isShort(ranMs: number | undefined, usual: Usual | undefined): boolean {
  if (ranMs === undefined || usual === undefined || usual.runs < enoughRuns) return false;
  return usual.medianMs > shortFromMs && ranMs < usual.medianMs / 2;
}

type Gathered = Span & { runs: readonly Run[]; rows: RowsFilter };

/** By equal stretches of whole minutes, as links have them; those of the range hold all its runs. */
function gathered(runs: readonly Run[], { title, axis, places, range }: Asked): Gathered[] {
  const origin = Math.floor(axis.from / minuteMs) * minuteMs;
  const widthMs = Math.ceil((axis.to - origin) / Math.max(1, places) / minuteMs) * minuteMs;
  const width = Math.max(minuteMs, widthMs);
  const groups: { place: number; runs: Run[] }[] = [];
  for (const run of runs) {
    const place = Math.floor((run.overMs - origin) / width);
    const last = groups.at(-1);
    if (last?.place === place) last.runs.push(run);
    else groups.push({ place, runs: [run] });
  }
  return groups.map(({ place, runs: own }) => {
    const from = origin + place * width;
    const rows =
      own.length === 1
        ? { ids: own.map(({ job }) => job.id) }
        : {
            titles: [title],
            from: Math.max(from, range.from),
            to: Math.min(from + width, range.to),
          };
    return { from, to: from + width, runs: own, rows };
  });
}

const worstFirst: readonly Outcome[] = ['badly', 'unknown', 'otherwise', 'well'];

function outcomesOf(runs: readonly Run[]): DurationMark['outcomes'] {
  return worstFirst
    .map((outcome) => ({ outcome, count: runs.filter((run) => run.outcome === outcome).length }))
    .filter(({ count }) => count > 0);
}

function medianOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : percentile(sorted(values), 0.5);
}

function sorted(values: readonly number[]): Float64Array {
  return Float64Array.from(values).toSorted();
}

/** Of which two ranges the medians are compared: one with at least five runs in each. */
export type Slowdown = { title: string; medianMs: number; beforeMs: number };

/** Titles whose successful runs take longer than in the period before, the worst first. */
export function slowdowns(
  titles: readonly { title: string; runs: readonly Run[] }[],
  { range, before }: { range: Span; before: Span },
): Slowdown[] {
  return titles
    .flatMap(({ title, runs }): Slowdown[] => {
      const medianMs = usualIn(runs, range)?.medianMs;
      const beforeMs = usualIn(runs, before)?.medianMs;
      if (medianMs === undefined || beforeMs === undefined) return [];
      const isSlower = medianMs > beforeMs * slowerBy && medianMs - beforeMs > slowerByMs;
      return isSlower ? [{ title, medianMs, beforeMs }] : [];
    })
    .toSorted((a, b) => b.medianMs / b.beforeMs - a.medianMs / a.beforeMs);
}

/** What nobody would notice is left out. */
const slowerBy = 1.1;
const slowerByMs = 1_000;

function usualIn(runs: readonly Run[], span: Span): Usual | undefined {
  return usualOf(
    sorted(
      runsWithin(runs, span).flatMap(({ job, ranMs }) =>
        job.status === 'SUCCESS' ? (ranMs ?? []) : [],
      ),
    ),
  );
}
