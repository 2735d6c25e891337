/** What is coming in the next 24 hours, by quarters of an hour: where jobs collide. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { localTime } from '#contract/zone.ts';

import { momentAfter, nextRun } from '../cadence.ts';
import type { TitleRuns } from '../finished-runs.ts';
import { plannedStart } from '../job-times.ts';
import { phaseOf } from '../status/statuses.ts';
import type { Span } from '../throughput.ts';
import { usualDurations } from './titles.ts';

/**
 * `planned` has its time from Vault, `likely` from the rhythm of past runs, which Vault does not
 * plan yet: an instance is made when the one before it starts (docs/vault-api.md §2).
 */
export const comingKinds = ['running', 'queued', 'planned', 'likely'] as const;
export type ComingKind = (typeof comingKinds)[number];

export type ComingRun = {
  kind: ComingKind;
  /** The job itself, or for a likely run the planned one before it. */
  job: Job;
  startMs: number;
  /** Undefined where too few runs show one. */
  usualMs: number | undefined;
  /** Until when it counts: without a usual duration until now if it runs, else only at its start. */
  untilMs: number;
};

export type ComingSlot = Span & {
  runs: readonly ComingRun[];
  /** The most of them that run at the same moment. */
  atOnce: number;
};

export type Forecast = {
  slots: readonly ComingSlot[];
  runs: readonly ComingRun[];
  /** Scheduled without a time, or so that it can't be read. */
  undated: number;
  /** How many runs are without a usual duration: each counts only where it starts. */
  untimed: number;
};

const slotMs = 900_000;
const slotCount = 96;

type Asked = { titles: readonly TitleRuns[]; now: number; zone: string };

/** Zones are ahead of UTC by whole quarters of an hour, so the slots are those of any clock. */
export function forecast(monitors: readonly Job[], asked: Asked): Forecast {
  const from = Math.floor(asked.now / slotMs) * slotMs;
  const to = from + slotCount * slotMs;
  const durationOf = usualDurations(asked.titles);
  const begun = monitors.flatMap((job) => comingRun(job, asked.now, durationOf(job.title)) ?? []);
  const planned = begun.filter(({ kind }) => kind === 'planned');
  const likely = likelyRuns(planned, { ...asked, to, durationOf });
  const runs = [...begun, ...likely]
    .filter(({ startMs }) => startMs < to)
    .toSorted((a, b) => a.startMs - b.startMs);
  const spans = Array.from({ length: slotCount }, (_, at) => ({
    from: from + at * slotMs,
    to: from + (at + 1) * slotMs,
  }));
  return {
    slots: slotsOf(runs, spans),
    runs,
    undated: monitors.filter((job) => job.status === 'SCHEDULED' && plannedStart(job) === undefined)
      .length,
    untimed: runs.filter(({ usualMs }) => usualMs === undefined).length,
  };
}

/** The quarter that a moment is in, or for one before and after them that of its time of day. */
export function quarterOf<Slot extends Span>(
  slots: readonly Slot[],
  moment: number,
  zone: string,
): Slot | undefined {
  const dayMs = slotCount * slotMs;
  const timeOfDay = (at: number) => ((localTime(at, zone) % dayMs) + dayMs) % dayMs;
  const time = timeOfDay(moment);
  return (
    slots.find(({ from, to }) => from <= moment && moment < to) ??
    slots.find(({ from }) => time - timeOfDay(from) >= 0 && time - timeOfDay(from) < slotMs)
  );
}

/** Those of one kind alone. */
export function ofKind(coming: Forecast, kind: ComingKind): Forecast {
  const runs = coming.runs.filter((run) => run.kind === kind);
  return { ...coming, runs, slots: slotsOf(runs, coming.slots) };
}

function slotsOf(runs: readonly ComingRun[], spans: readonly Span[]): ComingSlot[] {
  return spans.map(({ from, to }) => {
    const own = runs.filter((run) => isWithin(run, { from, to }));
    return { from, to, runs: own, atOnce: mostAtOnce(own, { from, to }) };
  });
}

/** An overdue run may start at any moment, and so may a queued one: they are counted from now on. */
function comingRun(job: Job, now: number, durationMs: number | undefined): ComingRun | undefined {
  const kind = kindOf(job);
  if (kind === undefined) return undefined;
  const at = kind === 'running' ? job.start : plannedStart(job);
  if (kind === 'planned' && at === undefined) return undefined;
  const momentMs = at === undefined ? now : milliseconds(at);
  const startMs = kind === 'running' ? Math.min(momentMs, now) : Math.max(momentMs, now);
  return timed({ kind, job, startMs: kind === 'queued' ? now : startMs }, now, durationMs);
}

/** What runs for longer than usual is still there now. */
function timed(
  run: Pick<ComingRun, 'kind' | 'job' | 'startMs'>,
  now: number,
  usualMs: number | undefined,
): ComingRun {
  const present = Math.max(run.startMs, now) + 1;
  const untilMs = Math.max(run.startMs + (usualMs ?? 0), present);
  return { ...run, usualMs, untilMs };
}

function kindOf({ status }: Job): Exclude<ComingKind, 'likely'> | undefined {
  if (status === 'SCHEDULED') return 'planned';
  const phase = phaseOf(status);
  if (phase === 'waiting') return 'queued';
  return phase === 'active' ? 'running' : undefined;
}

type Rhythm = Pick<Asked, 'titles' | 'zone' | 'now'> & {
  to: number;
  durationOf: (title: string) => number | undefined;
};

/** The runs after each planned one, where past runs of the title keep a rhythm. */
function likelyRuns(planned: readonly ComingRun[], { titles, zone, now, to, durationOf }: Rhythm) {
  const runsOf = new Map(titles.map(({ title, runs }) => [title, runs]));
  return planned.flatMap(({ job }): ComingRun[] => {
    const plannedMs = job.start === undefined ? to : milliseconds(job.start);
    const past = runsOf.get(job.title) ?? [];
    const next = nextRun(
      job,
      past.slice(-mostJudged).map((run) => run.job),
      [zone],
    );
    if (next.kind === 'unknown') return [];
    const found: ComingRun[] = [];
    // Where clocks change and two moments fit, the first stands for both.
    for (let times = 1; ; times += 1) {
      const startMs = momentAfter(plannedMs, times, next);
      if (startMs >= to) break;
      found.push(timed({ kind: 'likely', job, startMs }, now, durationOf(job.title)));
    }
    return found;
  });
}

/** The latest are enough to show a rhythm, and 300 titles of thousands of runs take their time. */
const mostJudged = 120;

function isWithin({ startMs, untilMs }: ComingRun, { from, to }: Span): boolean {
  return startMs < to && untilMs > from;
}

/** One that ends as another one starts does not run with it. */
function mostAtOnce(runs: readonly ComingRun[], { from, to }: Span): number {
  const changes = runs
    .flatMap(({ startMs, untilMs }) => [
      { at: Math.max(from, startMs), by: 1 },
      { at: Math.min(to, untilMs), by: -1 },
    ])
    .toSorted((a, b) => a.at - b.at || a.by - b.by);
  let [now, most] = [0, 0];
  for (const { by } of changes) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}
