/** A Vault with a long history: 100,000 finished jobs or more, each computed on request. */
import type { KnownStatus } from '#contract/status.ts';

import { day, hour, minute, second } from '../clock.ts';
import type { ComputedPast } from '../world/history.ts';
import type { Job } from '../world/job.ts';
import { around, between, draw, weighted } from '../world/random.ts';
import { busy } from './busy.ts';
import type { WorldContent, WorldOptions } from './content.ts';

const span = 365 * day;

export function huge({ seed, createdAt, size = 100_000 }: WorldOptions): WorldContent {
  return {
    past: computedPast({ seed, createdAt, size }),
    series: busy.series.map((series) => ({ ...series, from: -hour })),
  };
}

/** The longest time from a job's creation to its end. */
const maximumAge = 1.5 * day;

/**
 * Ends are on a grid that does not depend on when the world was created: after a restart each job
 * is still the same.
 */
function computedPast({
  seed,
  createdAt,
  size,
}: Required<Omit<WorldOptions, 'size'>> & { size: number }): ComputedPast {
  const step = Math.max(span / Math.max(size, 1), 1);
  // The series have been running for the last hour.
  const first = Math.floor((createdAt - 1.2 * hour) / step) - size;
  const clamp = (index: number) => Math.min(Math.max(index, 0), size);
  return {
    size,
    at: (index) => jobAt(seed, first + index, step),
    find: (id) => {
      const index = /^\d+$/.test(id) ? slotOf(Number(id)) - first : -1;
      return index >= 0 && index < size ? jobAt(seed, first + index, step) : undefined;
    },
    within: (from, to) => [
      clamp(Math.floor(from / step) - first - 2),
      clamp(Math.ceil((to + maximumAge) / step) - first + 2),
    ],
  };
}

const titles = [...new Set(busy.series.map(({ title }) => title))];
const people = [1, 1, 1, 44533, 51007, 51012, 51020, 51033];

const outcomes: Partial<Record<KnownStatus, number>> = {
  SUCCESS: 90,
  ERRORS_ENCOUNTERED: 6,
  CANCELLED: 1.5,
  TIMEOUT: 1,
  FAILED_TO_RUN: 0.5,
  MISSED_SCHEDULE: 0.5,
  COMPLETED_DUE_TO_INACTIVITY: 0.5,
};

const withoutRun: readonly string[] = ['FAILED_TO_RUN', 'MISSED_SCHEDULE', 'CANCELLED'];

function jobAt(seed: number, slot: number, step: number): Job {
  const chance = (what: number) => draw(seed, slot, what);
  const kind = Math.floor(chance(1) ** 2 * titles.length);
  const ended = toSecond((slot + 0.9 * chance(2)) * step);
  const outcome = weighted<KnownStatus>(chance(3), outcomes, 'SUCCESS');
  const usual = between(draw(kind), 20 * second, 12 * minute);
  const started = ended - toSecond(Math.min(usual * around(chance(4), 0.3), 3 * hour)) - second;
  const queued = started - toSecond(chance(5) * 20 * second);
  const planned = kind % 2 === 0;
  return {
    id: String(idOf(slot)),
    title: titles[kind] ?? '',
    createdBy: planned ? 1 : (people[Math.floor(chance(6) * people.length)] ?? 1),
    created: planned ? queued - toSecond(chance(7) * day) : queued - 2 * second,
    ...(planned ? { planned: queued - 2 * second } : { method: 'POST' as const }),
    queueing: queued - 2 * second,
    queued,
    started: withoutRun.includes(outcome) ? Infinity : started,
    ended,
    outcome,
    ...(kind % 5 === 4 && { tasks: 1 + Math.floor(chance(8) * 60) }),
  };
}

function toSecond(moment: number): number {
  return Math.round(moment / second) * second;
}

/**
 * Neighbouring blocks of a hundred are swapped: unique, and not in order of time
 * (docs/vault-api.md §1b).
 */
function idOf(slot: number): number {
  return firstId + swapped(slot);
}

function slotOf(id: number): number {
  return swapped(id - firstId);
}

const firstId = 100_000_000;

function swapped(slot: number): number {
  const block = Math.floor(slot / 100);
  return (block % 2 === 0 ? block + 1 : block - 1) * 100 + (slot - block * 100);
}
