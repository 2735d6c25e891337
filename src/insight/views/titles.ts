/** What the finished runs of each title come to in a range, and how the title is doing now. */
import type { Job } from '#contract/jobs.ts';

import { type Run, runsWithin, type TitleRuns } from '../finished-runs.ts';
import { isOverdue } from '../overview.ts';
import { type RowsFilter, within } from '../rows-filter.ts';
import type { Counts, Span } from '../throughput.ts';
import { enoughRuns, percentile } from '../usual.ts';

/** Of the runs whose time is known; the percentiles only where there are enough of them. */
export type Times = { runs: number; p50Ms: number | undefined; p95Ms: number | undefined };

export type TitleSums = {
  runs: number;
  /** When the first of them was over. */
  firstMs: number | undefined;
  counts: Counts;
  /** How long successful runs took, as for the usual duration. */
  ran: Times;
  /** How long runs waited in the queue, of those where that is known. */
  queued: Times;
  /** Which statuses stand for `counts`, as Vault wrote them. */
  statuses: Record<'well' | 'badly', readonly string[]>;
};

/** What the newest runs say. One that ended neither well nor badly, such as a cancelled one, doesn't. */
export type TitleState =
  | { kind: 'no-runs' }
  | { kind: 'undecided'; last: Run }
  | {
      /** `failing` within a day of the last failure, `failed` after that. */
      kind: 'failing' | 'failed' | 'well';
      last: Run;
      /** The first of the newest runs that all ended so, and how many those are. */
      sinceMs: number;
      streak: number;
      /**
       * Whether the run before it is known to have ended otherwise. If not, it may have begun
       * `earlier`, or runs may be missing `within` it as well.
       */
      since: 'exact' | 'earlier' | 'within';
    };

export type TitleRow = {
  title: string;
  /** All that are known, oldest first, whatever the range. */
  runs: readonly Run[];
  state: TitleState;
  inRange: TitleSums;
  /** Undefined where periods aren't compared, or not all of the one before has been read. */
  before: TitleSums | undefined;
  /** The soonest that is planned. */
  next: Job | undefined;
  isOverdue: boolean;
};

type Known = {
  range: Span;
  before: Span | undefined;
  /** From when on all that finished is known, in milliseconds since 1970. */
  knownFrom: number;
  monitors: readonly Job[];
  now: number;
};

/** Each title that ran within the range or is among the monitors. */
export function titleRows(titles: readonly TitleRuns[], known: Known): TitleRow[] {
  const { monitors, range, before, knownFrom, now } = known;
  const live = new Map<string, Job[]>();
  for (const job of monitors) live.set(job.title, [...(live.get(job.title) ?? []), job]);
  const runsOf = new Map(titles.map(({ title, runs }) => [title, runs]));
  const names = new Set([...runsOf.keys(), ...live.keys()]);
  return [...names].flatMap((title) => {
    const runs = runsOf.get(title) ?? [];
    const within = runsWithin(runs, range);
    const unfinished = live.get(title) ?? [];
    if (within.length === 0 && unfinished.length === 0) return [];
    const next = soonest(unfinished);
    const isCompared = before !== undefined && before.from >= knownFrom;
    return [
      {
        title,
        runs,
        state: stateOf(runs, { knownFrom, now }),
        inRange: sumsOf(within),
        before: isCompared ? sumsOf(runsWithin(runs, before)) : undefined,
        next,
        isOverdue: next !== undefined && isOverdue(next, now),
      },
    ];
  });
}

export function soonest(unfinished: readonly Job[]): Job | undefined {
  return unfinished
    .filter(({ status }) => status === 'SCHEDULED')
    .reduce<Job | undefined>(
      (first, job) =>
        first === undefined || (job.start ?? '9') < (first.start ?? '9') ? job : first,
      undefined,
    );
}

const known = new WeakMap<readonly Run[], TitleSums>();

/** Worked out once for each list: in another range many titles have the same runs. */
export function sumsOf(runs: readonly Run[]): TitleSums {
  const made = known.get(runs) ?? workedOut(runs);
  known.set(runs, made);
  return made;
}

/** How long a successful run of a title usually takes; undefined where fewer than five show it. */
export function usualDurations(
  titles: readonly TitleRuns[],
): (title: string) => number | undefined {
  const runsOf = new Map(titles.map(({ title, runs }) => [title, runs]));
  return (title) => {
    const runs = runsOf.get(title);
    // Jobs without a title have nothing to do with each other.
    return runs === undefined || title === '' ? undefined : sumsOf(runs).ran.p50Ms;
  };
}

function workedOut(runs: readonly Run[]): TitleSums {
  const counts: Counts = { well: 0, badly: 0, otherwise: 0, unknown: 0 };
  const statuses = { well: new Set<string>(), badly: new Set<string>() };
  const [ran, queued]: [number[], number[]] = [[], []];
  for (const run of runs) {
    counts[run.outcome] += 1;
    if (run.outcome === 'well' || run.outcome === 'badly')
      statuses[run.outcome].add(run.job.status);
    if (run.outcome === 'well' && run.ranMs !== undefined) ran.push(run.ranMs);
    if (run.queuedMs !== undefined) queued.push(run.queuedMs);
  }
  return {
    runs: runs.length,
    firstMs: runs[0]?.overMs,
    counts,
    ran: timesOf(ran),
    queued: timesOf(queued),
    statuses: { well: [...statuses.well], badly: [...statuses.badly] },
  };
}

function timesOf(values: readonly number[]): Times {
  if (values.length < enoughRuns)
    return { runs: values.length, p50Ms: undefined, p95Ms: undefined };
  const sorted = Float64Array.from(values).toSorted();
  return { runs: sorted.length, p50Ms: percentile(sorted, 0.5), p95Ms: percentile(sorted, 0.95) };
}

const dayMs = 86_400_000;

export function stateOf(
  runs: readonly Run[],
  { knownFrom, now }: { knownFrom: number; now: number },
): TitleState {
  const last = runs.at(-1);
  if (last === undefined) return { kind: 'no-runs' };
  const decided = runs.filter(({ outcome }) => outcome === 'well' || outcome === 'badly');
  const newest = decided.at(-1);
  if (newest === undefined) return { kind: 'undecided', last };
  const { outcome } = newest;
  const other = decided.findLastIndex((run) => run.outcome !== outcome);
  const streak = decided.slice(other + 1);
  // Of what lies before that moment, any run may be missing.
  const sure = streak.filter(({ overMs }) => overMs >= knownFrom);
  const shown = sure.length === 0 ? streak : sure;
  const isExact = (decided[other]?.overMs ?? -Infinity) >= knownFrom;
  return {
    kind: outcome === 'well' ? 'well' : newest.overMs > now - dayMs ? 'failing' : 'failed',
    last,
    sinceMs: shown[0]?.overMs ?? newest.overMs,
    streak: shown.length,
    since: isExact ? 'exact' : sure.length > 0 ? 'earlier' : 'within',
  };
}

/** The runs behind a count of a row. */
export function rowsBehind(
  { title, inRange }: Pick<TitleRow, 'title' | 'inRange'>,
  { from, to }: Span,
  which: 'all' | 'decided' | 'badly' = 'all',
): RowsFilter {
  const { well, badly } = inRange.statuses;
  return {
    titles: [title],
    ...(which !== 'all' && { statuses: which === 'badly' ? badly : [...well, ...badly] }),
    // A job without any date is no run, and History has it where a range is open at both ends.
    ...within({ from: Number.isFinite(from) ? from : (inRange.firstMs ?? from), to }),
  };
}

export function successRateOf({ counts: { well, badly } }: TitleSums): number | undefined {
  return well + badly === 0 ? undefined : well / (well + badly);
}

/** In points of the success rate; undefined where either period has too few runs to say. */
export function rateChange({ inRange, before }: TitleRow): number | undefined {
  const [after, earlier] = [inRange, before].map((sums) =>
    sums === undefined || sums.counts.well + sums.counts.badly < enoughRuns
      ? undefined
      : successRateOf(sums),
  );
  return after === undefined || earlier === undefined ? undefined : after - earlier;
}

/** How much longer the median run takes, as a share of what it took. */
export function medianChange({ inRange, before }: TitleRow): number | undefined {
  const [after, earlier] = [inRange.ran.p50Ms, before?.ran.p50Ms];
  if (after === undefined || earlier === undefined || earlier === 0) return undefined;
  return after / earlier - 1;
}
