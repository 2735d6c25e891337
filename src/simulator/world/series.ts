/**
 * Recurring jobs: of a schedule, or requested by people and integrations. Each run is computed
 * from the seed and the number of its slot alone.
 */
import type { KnownStatus } from '#contract/status.ts';
import { localTime } from '#contract/zone.ts';

import { day, minute, second } from '../clock.ts';
import type { Job } from './job.ts';
import { around, between, draw, hashOf, weighted } from './random.ts';

export type Series = {
  title: string;
  /** `schedule`: SCHEDULED before it runs. `request`: queued as soon as it is created. */
  kind: 'schedule' | 'request';
  every: number;
  /** Offset of the slots from multiples of `every` since 1970. */
  at?: number;
  /**
   * IANA zone of the schedule: in UTC a nightly run moves with summer time
   * (docs/vault-api.md §7).
   */
  zone?: string;
  /** When the series starts and ends, relative to the world's creation. */
  from: number;
  until?: number;
  /** Minimum and maximum time in the queue. */
  waits?: readonly [number, number];
  /** Usual duration of a run, and how much it varies (see `around`). */
  takes: number;
  spread?: number;
  /** Duration at which a run times out. */
  limit?: number;
  /** Weights of the statuses in which runs end. */
  outcomes?: Partial<Record<KnownStatus, number>>;
  /** Minimum and maximum number of tasks; only SDK jobs have some. */
  tasks?: readonly [number, number];
  /** User ids, one of which creates each run; 1 is Vault itself. */
  creators?: readonly number[];
};

/** When the run of a slot is due. */
export function slotTime({ every, at = 0, zone = 'utc' }: Series, slot: number): number {
  const local = slot * every + at;
  return local - (localTime(local, zone) - local);
}

/** The first slot that is due at or after a moment. */
export function slotFrom(series: Series, moment: number): number {
  const near = Math.ceil(
    (localTime(moment, series.zone ?? 'utc') - (series.at ?? 0)) / series.every,
  );
  const slots = [near - 1, near, near + 1];
  return slots.find((slot) => slotTime(series, slot) >= moment) ?? near;
}

/** The run of one slot. `created` is when its instance was created, if not at the usual time. */
export function runOf(
  { seed, series, id }: { seed: number; series: Series; id: string },
  slot: number,
  created?: number,
): Job {
  const reason = hashOf(series.title);
  const chance = (what: number) => draw(seed, reason, slot, what);
  const due = slotTime(series, slot);
  const isScheduled = series.kind === 'schedule';
  const requested = toSecond(due + chance(1) * (isScheduled ? 2 * second : 0.6 * series.every));
  const queued = requested + 2 * second;
  const outcome = weighted<KnownStatus>(chance(2), series.outcomes ?? {}, 'SUCCESS');
  const creators = series.creators ?? [1];
  return {
    id,
    title: series.title,
    createdBy: creators[Math.floor(chance(3) * creators.length)] ?? 1,
    created: created ?? (isScheduled ? usualCreation({ seed, series, id }, slot) : requested),
    ...(isScheduled ? { planned: due } : { method: 'POST' as const }),
    ...life(series, chance, { due, requested, queued, outcome }),
    ...(series.tasks && { tasks: Math.round(between(chance(4), ...series.tasks)) }),
  };
}

type Start = { due: number; requested: number; queued: number; outcome: KnownStatus };

function life(series: Series, chance: (what: number) => number, start: Start) {
  const { requested, queued, outcome } = start;
  const [least, most] = series.waits ?? [second, 8 * second];
  const started = toSecond(queued + between(chance(5), least, most));
  if (outcome === 'MISSED_SCHEDULE') {
    const ended = toSecond(
      start.due + Math.min(0.2 * series.every, between(chance(6), 3, 12) * minute),
    );
    return { queueing: Infinity, queued: Infinity, started: Infinity, ended, outcome };
  }
  if (outcome === 'FAILED_TO_RUN' || outcome === 'CANCELLED') {
    return { queueing: requested, queued, started: Infinity, ended: started, outcome };
  }
  const took = toSecond(timeTaken(series, chance, outcome));
  return { queueing: requested, queued, started, ended: started + took, outcome };
}

function timeTaken(series: Series, chance: (what: number) => number, outcome: KnownStatus): number {
  const longest = series.limit ?? 8 * series.takes;
  if (outcome === 'TIMEOUT') return longest;
  if (outcome === 'COMPLETED_DUE_TO_INACTIVITY') return 0.8 * longest;
  // A failed run ends at any point; one successful run in fifty takes much longer.
  const factor =
    outcome === 'SUCCESS' ? (chance(7) < 0.02 ? 2.6 : 1) : between(chance(7), 0.2, 1.3);
  const took = series.takes * factor * around(chance(8), series.spread ?? 0.25);
  return Math.min(Math.max(took, second), 0.9 * longest);
}

/** An instance is created when the run before it starts (docs/vault-api.md §2). */
function usualCreation(
  { seed, series, id }: { seed: number; series: Series; id: string },
  slot: number,
): number {
  const before = runOf({ seed, series, id }, slot - 1, 0);
  return Math.min(before.started, before.ended);
}

/** Vault writes whole seconds (docs/vault-api.md §7). */
function toSecond(moment: number): number {
  return Math.round(moment / second) * second;
}

/**
 * Ids as Vault assigns them: unique, roughly increasing, in blocks, and so not in order of time
 * (docs/vault-api.md §1b). Each day has a block for each series, with room for all slots of a day.
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

/** Ids of jobs that belong to no series: from two blocks below all others, alternately. */
export function spareId(count: number): string {
  const [round, position] = [Math.floor(count / 3), count % 3];
  return String(position === 2 ? 170_000 + round : 100_000 + 2 * round + position);
}
