/** Jobs that have left the monitors and are not in the archive yet: each is looked for at once. */
import type { Instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { longestPage } from '#contract/page.ts';

import type { FilterRule } from './crawl/filter-date-probe.ts';
import type { PageQuery } from './crawl/page-query.ts';
import {
  addMs,
  everything,
  type FilterDate,
  floorToSecond,
  type Window,
  windowAround,
  windowParameters,
} from './crawl/window.ts';

/**
 * Milliseconds before each attempt. A job can be in neither list for a moment
 * (docs/vault-api.md §12.2), and an answer can be 5 s old.
 */
const delaysMs = [0, 6_500, 13_000, 30_000, 60_000, 120_000];

type Departed = { job: Job; attempts: number; dueMs: number };

export function createDepartedJobs(isKnown: (id: string) => boolean) {
  let departed: Departed[] = [];

  function removeFoundAndGivenUp(): void {
    departed = departed.filter(
      ({ job, attempts }) => attempts < delaysMs.length && !isKnown(job.id),
    );
  }

  return {
    add: (jobs: readonly Job[], now: number) => {
      const ids = new Set(departed.map(({ job }) => job.id));
      for (const job of jobs) if (!ids.has(job.id)) departed.push({ job, attempts: 0, dueMs: now });
      removeFoundAndGivenUp();
    },
    /** The next job to look for now. */
    nextDue: (now: number): Job | undefined => {
      removeFoundAndGivenUp();
      return departed.find(({ dueMs }) => dueMs <= now)?.job;
    },
    recordAttempt: (id: string, now: number) => {
      departed = departed.map((one) => {
        if (one.job.id !== id) return one;
        const attempts = one.attempts + 1;
        return { ...one, attempts, dueMs: now + (delaysMs[attempts] ?? 0) };
      });
      removeFoundAndGivenUp();
    },
    /** Milliseconds until the next is due; Infinity if there is none. */
    waitMs: (now: number): number =>
      Math.max(0, Math.min(...departed.map(({ dueMs }) => dueMs), Infinity) - now),
    size: () => departed.length,
  };
}

/** Finds a departed job among the finished ones, if it has finished. */
export function searchQuery(rule: FilterRule, known: readonly Job[], job: Job): PageQuery {
  const window = rule.kind === 'tests' ? likelyWindows(known, job)[rule.date] : undefined;
  return { ...windowParameters(window ?? everything), limit: longestPage, offset: 0 };
}

function likelyWindows(
  known: readonly Job[],
  { created, start }: Job,
): Partial<Record<FilterDate, Window>> {
  const newest = known.reduce<Instant | undefined>((a, { end }) => {
    return end !== undefined && (a === undefined || end > a) ? end : a;
  }, undefined);
  return {
    ...(created !== undefined && { created: windowAround(created) }),
    ...(newest !== undefined && {
      end: { from: floorToSecond(addMs(newest, -60_000)), to: undefined },
    }),
    // The monitors give the planned start, and the real one may be some minutes later. Start now
    // makes it earlier: such a run is left to the comparison.
    ...(start !== undefined && { start: windowAround(start, 600_000) }),
  };
}
