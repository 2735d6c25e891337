/** Jobs that have left the monitors and are not in the archive yet: each is looked for at once. */
import type { Job } from '#contract/jobs.ts';

/**
 * A job can be in neither list for a moment (docs/vault-api.md §12.2), and an answer be 5 s old.
 */
const waitsMs = [0, 6_500, 13_000, 30_000, 60_000, 120_000];

type Missing = { job: Job; tries: number; dueMs: number };

export function sought(isKnown: (id: string) => boolean) {
  let missing: Missing[] = [];

  function refresh(): void {
    missing = missing.filter(({ job, tries }) => tries < waitsMs.length && !isKnown(job.id));
  }

  return {
    add: (jobs: readonly Job[], now: number) => {
      const ids = new Set(missing.map(({ job }) => job.id));
      for (const job of jobs) if (!ids.has(job.id)) missing.push({ job, tries: 0, dueMs: now });
      refresh();
    },
    /** The next to ask for now. */
    due: (now: number): Job | undefined => {
      refresh();
      return missing.find(({ dueMs }) => dueMs <= now)?.job;
    },
    asked: (id: string, now: number) => {
      missing = missing.map((one) => {
        if (one.job.id !== id) return one;
        const tries = one.tries + 1;
        return { ...one, tries, dueMs: now + (waitsMs[tries] ?? 0) };
      });
      refresh();
    },
    /** Milliseconds until the next is due; Infinity if none is missing. */
    waitMs: (now: number): number =>
      Math.max(0, Math.min(...missing.map(({ dueMs }) => dueMs), Infinity) - now),
    size: () => missing.length,
  };
}
