/** What one title did as bars that don't cover each other; runs too small to draw in batches. */
import type { Run } from '../finished-runs.ts';
import type { RowsFilter } from '../rows-filter.ts';
import type { Outcome } from '../throughput.ts';
import type { LiveMark } from './live-marks.ts';

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
  scale: Scale,
): (RunMark | LiveBar)[] {
  const liveBars = live.map((mark) => liveBar(mark, leastPx / scale.pxPerMs));
  const bars = [...batches(runs, scale), ...liveBars].toSorted((a, b) => a.from - b.from);
  const placed = inLanes(bars, runs, scale.now);
  return groupsOf(placed).flatMap((group) => {
    const lanes = group.reduce((most, { lane }) => Math.max(most, lane + 1), 1);
    return group.map((bar) =>
      bar.live === undefined
        ? { ...markOf(title, bar, runs), lanes }
        : { ...bar.live, lane: bar.lane, lanes },
    );
  });
}

type Bar = Pick<RunMark, 'from' | 'to' | 'drawnTo' | 'lane'> & {
  /** Places among the runs, up to but not including `end`. */
  first: number;
  end: number;
  /** Nothing but small runs, so that another one may join. */
  isSmall: boolean;
  live?: LiveMark;
};

/** As few objects as can be: a title may have 100,000 runs. */
function batches(runs: readonly Started[], { pxPerMs, now }: Scale): Bar[] {
  const [leastMs, batchMs, gapMs] = [leastPx / pxPerMs, batchPx / pxPerMs, gapPx / pxPerMs];
  const bars: Bar[] = [];
  let end = 0;
  while (end < runs.length) {
    const first = end;
    const from = runs[first]?.startMs ?? 0;
    let longest = 0;
    while (end < runs.length && runs[end]?.startMs === from) {
      longest = Math.max(longest, runs[end]?.ranMs ?? 0);
      end += 1;
    }
    const to = from + longest;
    const isSmall = longest < leastMs;
    const last = bars.at(-1);
    if (!isSmall && end - first <= mostLanes) {
      for (let at = first; at < end; at += 1) {
        const itsEnd = from + (runs[at]?.ranMs ?? 0);
        const drawnTo = Math.max(itsEnd, from + leastMs);
        bars.push({ first: at, end: at + 1, from, to: itsEnd, drawnTo, lane: 0, isSmall: false });
      }
    } else if (
      isSmall &&
      last?.isSmall === true &&
      isOneSide(last, to, now) &&
      from < Math.min(last.drawnTo + gapMs, last.from + batchMs)
    ) {
      last.end = end;
      last.to = Math.max(last.to, to);
      last.drawnTo = Math.min(from + leastMs, last.from + batchMs);
    } else {
      const drawnTo = Math.max(to, from + leastMs);
      bars.push({ first, end, from, to, drawnTo, lane: 0, isSmall });
    }
  }
  return bars;
}

/** A batch never goes across now: it would say of what runs that it is over. */
function isOneSide(last: Bar, to: number, now: number): boolean {
  return to < now || last.from >= now;
}

function liveBar(live: LiveMark, leastMs: number): Bar {
  const { from, to, likelyTo = to } = live;
  const drawnTo = Math.max(likelyTo, from + leastMs);
  return { first: 0, end: 0, from, to, drawnTo, lane: 0, isSmall: false, live };
}

/** The first lane that is free for each; runs for which none is are put to those before them. */
function inLanes(bars: readonly Bar[], runs: readonly Started[], now: number): Bar[] {
  const [ofRuns, ofLive]: [Bar[], Bar[]] = [[], []];
  const laneEnds: number[] = [];
  for (const bar of bars) {
    const last = ofRuns.at(-1);
    const free = laneEnds.findIndex((end) => end <= bar.from);
    const lane = free < 0 ? laneEnds.length : free;
    let placed = bar;
    const isFull = lane === mostLanes && bar.live === undefined;
    if (isFull && last !== undefined && isOneSide(last, bar.to, now)) {
      placed = joined(ofRuns, bar, runs);
    } else {
      bar.lane = Math.min(lane, mostLanes - 1);
      (bar.live === undefined ? ofRuns : ofLive).push(bar);
    }
    laneEnds[placed.lane] = Math.max(laneEnds[placed.lane] ?? -Infinity, placed.drawnTo);
  }
  return [...ofRuns, ...ofLive].toSorted((a, b) => a.from - b.from);
}

/** The last bar with one more, and with those that started when it did. */
function joined(bars: Bar[], bar: Bar, runs: readonly Started[]): Bar {
  let last = bars.at(-1) ?? bar;
  append(last, bar);
  let before = bars.at(-2);
  while (before !== undefined && runs[before.end - 1]?.startMs === last.from) {
    append(before, last);
    bars.pop();
    last = before;
    before = bars.at(-2);
  }
  return last;
}

function append(bar: Bar, other: Bar): void {
  bar.end = other.end;
  bar.to = Math.max(bar.to, other.to);
  bar.drawnTo = Math.max(bar.drawnTo, other.drawnTo);
}

/** Bars that overlap, one by way of another, share the height of the row. */
function groupsOf(bars: readonly Bar[]): Bar[][] {
  const groups: Bar[][] = [];
  let end = -Infinity;
  for (const bar of bars) {
    if (bar.from >= end) groups.push([bar]);
    else groups.at(-1)?.push(bar);
    end = Math.max(end, bar.drawnTo);
  }
  return groups;
}

const fromBest: readonly Outcome[] = ['well', 'otherwise', 'unknown', 'badly'];

function worstOf(runs: readonly Run[]): Outcome {
  const worst = runs.reduce((most, { outcome }) => Math.max(most, fromBest.indexOf(outcome)), 0);
  return fromBest[worst] ?? 'unknown';
}

function markOf(
  title: string,
  { first, end, from, to, drawnTo, lane }: Bar,
  all: readonly Started[],
): Omit<RunMark, 'lanes'> {
  const runs = all.slice(first, end);
  const rows: RowsFilter =
    runs.length === 1
      ? { ids: runs.map(({ job }) => job.id) }
      : { titles: [title], date: 'started', from, to: (runs.at(-1)?.startMs ?? from) + 1 };
  return { kind: 'runs', runs, from, to, drawnTo, lane, outcome: worstOf(runs), rows };
}
