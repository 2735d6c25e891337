/** For tests: what a Vault may have run, from nothing to hundreds of titles. */
import { instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { at, day, hour, job, minute, now, run } from '#insight/testing/jobs.ts';

import type { Insights } from '../use-insights.ts';

const statuses = ['SUCCESS', 'SUCCESS', 'SUCCESS', 'TIMEOUT', 'CANCELLED', 'PAUSED'];

/** Runs of three titles, one of them empty, over the last three weeks. */
export const many: readonly Job[] = Array.from({ length: 600 }, (_, id) => ({
  ...run(id, Math.floor(((id * 7_919) % 10_007) * ((21 * day) / 10_007)), (id % 7) * minute),
  title: ['Extract', 'Export', ''][id % 3] ?? '',
  status: statuses[Math.floor(id / 3) % statuses.length] ?? '',
}));

/** Each has failed once. */
export const manyTitles: readonly Job[] = Array.from({ length: 300 }, (_, id) => ({
  ...run(id, hour + id * minute, minute),
  status: 'TIMEOUT',
  title: `Title ${id}`,
}));

/** Clocks are set back within it. */
export const autumn = { from: Date.UTC(2026, 9, 22), to: Date.UTC(2026, 9, 29) };
export const inAutumn: readonly Job[] = many.map((one) => ({
  ...one,
  end: instant(Date.parse(one.end ?? '') + autumn.to - now),
  start: instant(Date.parse(one.start ?? '') + autumn.to - now),
}));

const halfRead = now - 3 * day;

/** The jobs of each, and what else of Insights differs. */
export const archives: Record<string, { jobs: readonly Job[]; changes?: Partial<Insights> }> = {
  'no run': { jobs: [] },
  'one run': { jobs: [{ ...run(1, hour, minute), status: 'TIMEOUT' }] },
  'a run that never ran': { jobs: [job({ id: 1, status: 'MISSED_SCHEDULE', start: at(-hour) })] },
  'many runs': { jobs: many },
  'only unknown statuses': { jobs: many.map((one) => ({ ...one, status: 'PAUSED' })) },
  'one title of 400 characters': { jobs: many.map((one) => ({ ...one, title: 'W'.repeat(400) })) },
  '300 titles': { jobs: manyTitles },
  'a history that is half read': {
    jobs: many.filter(({ end = '' }) => end >= instant(halfRead)),
    changes: { knownFrom: halfRead },
  },
  'a week in which clocks change': {
    jobs: inAutumn,
    changes: { range: autumn, axis: autumn, now: autumn.to },
  },
};
