/** Finished jobs as runs of their titles, which all of Insights sums up. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { systemUserId } from '#contract/system-user.ts';

import { actualStart, overAt, ranMs } from './job-times.ts';
import { isQueued, outcomeOf } from './status/statuses.ts';
import type { Outcome, Span } from './throughput.ts';
import { enoughRuns, percentile } from './usual.ts';

/** Moments in milliseconds since 1970. */
export type Run = {
  job: Job;
  /** When it was over (`overAt`), by which it is in a range or not: of a missed run too. */
  overMs: number;
  startMs: number | undefined;
  ranMs: number | undefined;
  /** How long it was queued, where that is known. */
  queuedMs: number | undefined;
  outcome: Outcome;
};

/** Oldest first. */
export type TitleRuns = { title: string; runs: readonly Run[] };

const known = new WeakMap<readonly Job[], readonly TitleRuns[]>();

/** By title; a job without any date is in no range, and left out. Worked out once for each list. */
export function runsByTitle(finished: readonly Job[]): readonly TitleRuns[] {
  const made = known.get(finished) ?? workedOut(finished);
  known.set(finished, made);
  return made;
}

function workedOut(finished: readonly Job[]): TitleRuns[] {
  const titles = new Map<string, Run[]>();
  for (const job of finished) {
    const run = runOf(job);
    if (run === undefined) continue;
    const before = titles.get(job.title);
    if (before === undefined) titles.set(job.title, [run]);
    else before.push(run);
  }
  return [...titles].map(([title, runs]) => ({ title, runs: finishRuns(runs) }));
}

/** All runs of one title: in order, and with what they waited in the queue, where that is known. */
export function finishRuns(runs: Run[]): readonly Run[] {
  runs.sort((a, b) => a.overMs - b.overMs);
  noteQueueing(runs);
  return runs;
}

/** Undefined where it has no date. `finishRuns` completes those of a title. */
export function runOf(job: Job): Run | undefined {
  const over = overAt(job);
  if (over === undefined) return undefined;
  const start = actualStart(job);
  return {
    job,
    overMs: milliseconds(over),
    startMs: start === undefined ? undefined : milliseconds(start),
    ranMs: ranMs(job),
    queuedMs: undefined,
    // A list of finished jobs may hold one that its status says is not.
    outcome: outcomeOf(job.status) ?? 'unknown',
  };
}

/** Those that end within a span, of runs in order; at most so many of the newest. */
export function runsWithin(
  runs: readonly Run[],
  { from, to }: Span,
  most = Infinity,
): readonly Run[] {
  const first = firstPlace(runs.length, (at) => (runs[at]?.overMs ?? Infinity) >= from);
  const end = firstPlace(runs.length, (at) => (runs[at]?.overMs ?? Infinity) >= to);
  return slice(runs, Math.max(first, end - most), Math.max(first, end));
}

type Slice = { first: number; end: number; runs: readonly Run[] };

const slices = new WeakMap<readonly Run[], readonly Slice[]>();
/** As many as views ask for at once: a range, the period before it, the newest runs. */
const latestSlices = 6;

/** The same list for the same runs: what is summed up or drawn of it need not be done again. */
function slice(runs: readonly Run[], first: number, end: number): readonly Run[] {
  if (first === 0 && end === runs.length) return runs;
  const before = slices.get(runs) ?? [];
  const same = before.find((one) => one.first === first && one.end === end);
  const found = same ?? { first, end, runs: runs.slice(first, end) };
  slices.set(runs, [found, ...before.filter((one) => one !== found)].slice(0, latestSlices));
  return found.runs;
}

/** Fewer starts show neither that there is a schedule nor that there is none. */
const fewestStarts = 4;
/** An instance is made when the one before it starts (docs/vault-api.md §2), give or take so much. */
const sameMomentMs = 120_000;
/** Of a title with a schedule, so many are made just as another one starts. */
const madeInTurn = 0.8;
/** Gaps between starts that differ by less are alike, and where most are, there is a schedule. */
const evenness = { share: 0.1, leastMs: 240_000, most: 0.6 };

/**
 * Vault says nothing of queues. From its creation to its start a planned job waits for its plan:
 * that is queueing only where somebody started the job, of a title without a schedule.
 */
function noteQueueing(runs: Run[]): void {
  if (!isStartedByPeople(runs)) return;
  for (const run of runs) {
    const { job, startMs } = run;
    if (startMs === undefined || job.created === undefined || !isOfPerson(job)) continue;
    const queuedMs = startMs - milliseconds(job.created);
    if (queuedMs >= 0) run.queuedMs = queuedMs;
  }
}

function isOfPerson({ createdBy }: Job): boolean {
  return createdBy !== undefined && createdBy !== systemUserId;
}

/** The latest say what a title is; of 100,000 runs to look at all takes a tenth of a second. */
const latestRuns = 200;

function isStartedByPeople(all: readonly Run[]): boolean {
  const runs = all.slice(-latestRuns);
  if (!runs.some(({ job }) => isOfPerson(job))) return false;
  const starts = Float64Array.from(runs.flatMap(({ startMs }) => startMs ?? [])).toSorted();
  if (starts.length < fewestStarts || isRegular(starts)) return false;
  const madeByOthers = runs.filter((run) => isMadeAsAnotherStarts(run, starts));
  return madeByOthers.length < starts.length * madeInTurn;
}

/** Whether the run before it, by its start, started as this one was made. */
function isMadeAsAnotherStarts({ job: { created }, startMs }: Run, starts: Float64Array): boolean {
  if (created === undefined || startMs === undefined) return false;
  const own = firstPlace(starts.length, (at) => (starts[at] ?? Infinity) >= startMs);
  const previous = starts[own - 1];
  return previous !== undefined && Math.abs(previous - milliseconds(created)) <= sameMomentMs;
}

/** The first of so many places from which on something holds, by halves. */
export function firstPlace(count: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function isRegular(starts: Float64Array): boolean {
  const gaps = starts.slice(1).map((start, at) => start - (starts[at] ?? start));
  const usual = gaps.toSorted()[gaps.length >> 1] ?? 0;
  const allowed = Math.max(usual * evenness.share, Math.min(evenness.leastMs, usual / 2));
  const alike = gaps.filter((gap) => Math.abs(gap - usual) <= allowed);
  return alike.length > gaps.length * evenness.most;
}

/** The titles that have a job in a queue. */
export function titlesQueued(unfinished: readonly Job[]): ReadonlySet<string> {
  return new Set(unfinished.flatMap(({ title, status }) => (isQueued(status) ? title : [])));
}

/** Of some titles, what 95% of their runs have waited in a queue at most, where enough waits are known. */
export function usualWaits(
  finished: readonly Job[],
  titles: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  if (titles.size === 0) return new Map();
  return new Map(
    runsByTitle(finished.filter(({ title }) => titles.has(title))).flatMap(
      ({ title, runs }): [string, number][] => {
        const waits = runs.flatMap(({ queuedMs }) => queuedMs ?? []).toSorted((a, b) => a - b);
        return waits.length < enoughRuns ? [] : [[title, percentile(waits, 0.95)]];
      },
    ),
  );
}
