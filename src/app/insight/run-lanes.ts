/** What one title did as bars that don't cover each other; runs too small to draw in batches. */
import type { Run } from './finished-runs.ts';
import type { LiveMark } from './live-marks.ts';
import type { RowsFilter } from './rows-filter.ts';
import type { Outcome } from './throughput.ts';

export type Started = Run & { startMs: number };

/** Where a bar lies: its lane from the top, of so many that lie above one another there. */
type Place = { lane: number; lanes: number };

export type LiveBar = LiveMark & Place;

export type RunMark = Place & {
  kind: 'runs';
  /** In order of their starts, without a gap. */
  runs: readonly Started[];
  /** From the first start to the last end; one whose end is unknown reaches to its start. */
  from: number;
  to: number;
  /** As far as it is drawn, so that it can be seen. */
  drawnTo: number;
  /** That of the worst. */
  outcome: Outcome;
  rows: RowsFilter;
};

type Scale = { pxPerMs: number; now: number };

/** No bar is narrower, and those that would be are put into batches. */
const leastPx = 5;
/** No batch is wider, so that one failure does not paint a whole day. */
const batchPx = 28;
const gapPx = 1;
const mostLanes = 3;

/**
 * A mark holds runs that follow one another by their starts, so that its link to History can name
 * them by the first and the last of these. Runs that started at once are in one mark therefore, or
 * each has a mark of its own. `runs` are in order of their starts.
 */
export function lanesOf(
  { title, runs, live }: { title: string; runs: readonly Started[]; live: readonly LiveMark[] },
  { pxPerMs, now }: Scale,
): (RunMark | LiveBar)[] {
  const [leastMs, batchMs, gapMs] = [leastPx / pxPerMs, batchPx / pxPerMs, gapPx / pxPerMs];
  const bars: Bar[] = [];
  const laneEnds: number[] = [];
  const occupy = (bar: Bar) => {
    laneEnds[bar.lane] = Math.max(laneEnds[bar.lane] ?? -Infinity, bar.drawnTo);
  };
  const all = [...barsOf(runs, leastMs), ...live.map((mark) => liveBar(mark, leastMs))];
  // Of those that start at once, what is live comes last, so that runs follow one another.
  for (const bar of all.toSorted((a, b) => a.from - b.from)) {
    const last = bars.at(-1);
    const canJoin = last !== undefined && canBeOne(last, bar, now);
    const free = laneEnds.findIndex((end) => end <= bar.from);
    const lane = free < 0 ? laneEnds.length : free;
    if (
      canJoin &&
      last.isSmall &&
      bar.isSmall &&
      bar.from < Math.min(last.drawnTo + gapMs, last.from + batchMs)
    ) {
      append(last, bar);
      last.drawnTo = Math.min(last.drawnTo, last.from + batchMs);
      occupy(last);
    } else if (canJoin && lane === mostLanes) {
      occupy(joined(bars, bar));
    } else {
      bar.lane = Math.min(lane, mostLanes - 1);
      bars.push(bar);
      occupy(bar);
    }
  }
  return placed(title, bars);
}

type Bar = Pick<RunMark, 'from' | 'to' | 'drawnTo' | 'lane'> & {
  runs: Started[];
  /** Nothing but small runs, so that another one may join. */
  isSmall: boolean;
  live?: LiveMark;
};

/** A batch never goes across now: it would say of what runs that it is over. */
function canBeOne(last: Bar, bar: Bar, now: number): boolean {
  const isLive = last.live !== undefined || bar.live !== undefined;
  return !isLive && (bar.to < now || last.from >= now);
}

/** Bars that overlap, one by way of another, share the height of the row. */
function placed(title: string, bars: readonly Bar[]): (RunMark | LiveBar)[] {
  const groups: Bar[][] = [];
  let end = -Infinity;
  for (const bar of bars) {
    if (bar.from >= end) groups.push([bar]);
    else groups.at(-1)?.push(bar);
    end = Math.max(end, bar.drawnTo);
  }
  return groups.flatMap((group) => {
    const lanes = group.reduce((most, { lane }) => Math.max(most, lane + 1), 1);
    return group.map((bar) =>
      bar.live === undefined
        ? { ...markOf(title, bar), lanes }
        : { ...bar.live, lane: bar.lane, lanes },
    );
  });
}

/** Small runs that started at once are one bar, and so are more than there is room for. */
function barsOf(runs: readonly Started[], leastMs: number): Bar[] {
  const bars: Bar[] = [];
  let at = 0;
  while (at < runs.length) {
    const first = at;
    while (at < runs.length && runs[at]?.startMs === runs[first]?.startMs) at += 1;
    const group = runs.slice(first, at).map((run) => barOf(run, leastMs));
    const isSmall = group.every((bar) => bar.isSmall);
    const [bar, ...others] = group;
    if (bar === undefined) continue;
    if (isSmall || group.length > mostLanes) {
      for (const other of others) append(bar, other);
      bars.push({ ...bar, isSmall });
    } else bars.push(...group.map((one) => ({ ...one, isSmall: false })));
  }
  return bars;
}

function barOf(run: Started, leastMs: number): Bar {
  const [from, to] = [run.startMs, run.startMs + (run.ranMs ?? 0)];
  const drawnTo = Math.max(to, from + leastMs);
  return { runs: [run], from, to, drawnTo, lane: 0, isSmall: to - from < leastMs };
}

function liveBar(live: LiveMark, leastMs: number): Bar {
  const { from, to, likelyTo = to } = live;
  const drawnTo = Math.max(likelyTo, from + leastMs);
  return { runs: [], from, to, drawnTo, lane: 0, isSmall: false, live };
}

function append(bar: Bar, other: Bar): void {
  bar.runs.push(...other.runs);
  bar.to = Math.max(bar.to, other.to);
  bar.drawnTo = Math.max(bar.drawnTo, other.drawnTo);
}

/** The last bar with one more that has no lane, and with those that started when it did. */
function joined(marks: Bar[], bar: Bar): Bar {
  let last = marks.at(-1) ?? bar;
  append(last, bar);
  last.isSmall = false;
  let before = marks.at(-2);
  while (before?.live === undefined && before?.runs.at(-1)?.startMs === last.from) {
    append(before, last);
    marks.pop();
    last = before;
    before = marks.at(-2);
  }
  last.isSmall = false;
  return last;
}

const fromBest: readonly Outcome[] = ['well', 'otherwise', 'unknown', 'badly'];

export function worstOf(runs: readonly Run[]): Outcome {
  const worst = runs.reduce((most, { outcome }) => Math.max(most, fromBest.indexOf(outcome)), 0);
  return fromBest[worst] ?? 'unknown';
}

function markOf(title: string, { runs, from, to, drawnTo, lane }: Bar): Omit<RunMark, 'lanes'> {
  const [first, last] = [runs[0], runs.at(-1)];
  const rows: RowsFilter =
    runs.length === 1
      ? { ids: runs.map(({ job }) => job.id) }
      : {
          titles: [title],
          date: 'started',
          from: first?.startMs ?? from,
          to: (last?.startMs ?? from) + 1,
        };
  return { kind: 'runs', runs, from, to, drawnTo, lane, outcome: worstOf(runs), rows };
}
