/**
 * Jobs that come again and again: a schedule, or requests that people and integrations make.
 * Each run is worked out from the seed and the number of its slot alone.
 */
import type { KnownStatus } from '#contract/status.ts';

import { day, minute, second } from '../clock.ts';
import type { Job } from './job.ts';
import { around, between, draw, reasonOf, weighted } from './random.ts';
import { wallTime } from './vault-time.ts';

export type Series = {
  title: string;
  /** `schedule`: seen as SCHEDULED before it runs. `request`: asked for, queued at once. */
  kind: 'schedule' | 'request';
  every: number;
  /** Shift of the slots against multiples of `every` since 1970. */
  at?: number;
  /**
   * IANA zone whose clocks the slots go by: in UTC a nightly run moves with summer time
   * (docs/vault-api.md §7).
   */
  zone?: string;
  /** When slots begin and end to be, relative to the world's birth. */
  from: number;
  until?: number;
  /** Least and most time in the queue. */
  waits?: readonly [number, number];
  /** Usual time of a run, and how much it varies (see `around`). */
  takes: number;
  spread?: number;
  /** Longest time of a run, at which it times out. */
  limit?: number;
  ends?: Partial<Record<KnownStatus, number>>;
  /** Least and most tasks: a job of the SDK. */
  tasks?: readonly [number, number];
  by?: readonly number[];
};

/** When the run of a slot is due. */
export function slotTime({ every, at = 0, zone = 'utc' }: Series, slot: number): number {
  const wall = slot * every + at;
  return wall - (wallTime(wall, zone) - wall);
}

/** The first slot that is due at a moment or after. */
export function slotFrom(series: Series, moment: number): number {
  const near = Math.ceil(
    (wallTime(moment, series.zone ?? 'utc') - (series.at ?? 0)) / series.every,
  );
  const slots = [near - 1, near, near + 1];
  return slots.find((slot) => slotTime(series, slot) >= moment) ?? near;
}

/** The run of one slot; `created` is when its instance appeared, as far as that isn't usual. */
export function runOf(
  { seed, series, id }: { seed: number; series: Series; id: string },
  slot: number,
  created?: number,
): Job {
  const reason = reasonOf(series.title);
  const chance = (what: number) => draw(seed, reason, slot, what);
  const due = slotTime(series, slot);
  const scheduled = series.kind === 'schedule';
  const asked = seconds(due + chance(1) * (scheduled ? 2 * second : 0.6 * series.every));
  const queued = asked + 2 * second;
  const outcome = weighted<KnownStatus>(chance(2), series.ends ?? {}, 'SUCCESS');
  const by = series.by ?? [1];
  return {
    id,
    title: series.title,
    createdBy: by[Math.floor(chance(3) * by.length)] ?? 1,
    created: created ?? (scheduled ? usualCreation({ seed, series, id }, slot) : asked),
    ...(scheduled ? { planned: due } : { method: 'POST' as const }),
    ...life(series, chance, { due, asked, queued, outcome }),
    ...(series.tasks && { tasks: Math.round(between(chance(4), ...series.tasks)) }),
  };
}

type Start = { due: number; asked: number; queued: number; outcome: KnownStatus };

function life(series: Series, chance: (what: number) => number, start: Start) {
  const { asked, queued, outcome } = start;
  const [least, most] = series.waits ?? [second, 8 * second];
  const started = seconds(queued + between(chance(5), least, most));
  if (outcome === 'MISSED_SCHEDULE') {
    const ended = seconds(
      start.due + Math.min(0.2 * series.every, between(chance(6), 3, 12) * minute),
    );
    return { queueing: Infinity, queued: Infinity, started: Infinity, ended, outcome };
  }
  if (outcome === 'FAILED_TO_RUN' || outcome === 'CANCELLED') {
    return { queueing: asked, queued, started: Infinity, ended: started, outcome };
  }
  const took = seconds(timeTaken(series, chance, outcome));
  return { queueing: asked, queued, started, ended: started + took, outcome };
}

function timeTaken(series: Series, chance: (what: number) => number, outcome: KnownStatus): number {
  const longest = series.limit ?? 8 * series.takes;
  if (outcome === 'TIMEOUT') return longest;
  if (outcome === 'COMPLETED_DUE_TO_INACTIVITY') return 0.8 * longest;
  // A failed run breaks off anywhere; one good run in fifty meets a bad day.
  const factor =
    outcome === 'SUCCESS' ? (chance(7) < 0.02 ? 2.6 : 1) : between(chance(7), 0.2, 1.3);
  const took = series.takes * factor * around(chance(8), series.spread ?? 0.25);
  return Math.min(Math.max(took, second), 0.9 * longest);
}

/** An instance appears when the run before it starts (docs/vault-api.md §2). */
function usualCreation(
  { seed, series, id }: { seed: number; series: Series; id: string },
  slot: number,
): number {
  const before = runOf({ seed, series, id }, slot - 1, 0);
  return Math.min(before.started, before.ended);
}

/** Vault writes whole seconds (docs/vault-api.md §7). */
function seconds(moment: number): number {
  return Math.round(moment / second) * second;
}

/**
 * Ids as Vault hands them out: unique, roughly growing, in blocks, and so not in order of time
 * (docs/vault-api.md §1b). Each day has a block for each series, wide enough for all slots of a
 * day.
 */
export function idsOf(allSeries: readonly Series[]): (series: number, slot: number) => string {
  const widths = allSeries.map(({ every }) => Math.floor(day / every) + 1);
  const offsets = widths.map((_, at) => widths.slice(0, at).reduce((sum, width) => sum + width, 0));
  const perDay = widths.reduce((sum, width) => sum + width, 0);
  const firstDay = Date.UTC(2025, 0, 1) / day;
  return (at, slot) => {
    const series = allSeries[at];
    if (series === undefined) throw new RangeError(`no series ${at}`);
    const today = Math.floor(slotTime(series, slot) / day);
    const withinDay = slot - slotFrom(series, today * day);
    return String(200_000 + (today - firstDay) * perDay + (offsets[at] ?? 0) + withinDay);
  };
}

/** Ids of jobs that come from no series: two blocks below all others, used in turns. */
export function spareId(count: number): string {
  const [round, turn] = [Math.floor(count / 3), count % 3];
  return String(turn === 2 ? 170_000 + round : 100_000 + 2 * round + turn);
}
