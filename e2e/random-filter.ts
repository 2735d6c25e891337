/** Varied finished jobs, random filters on them, and what filters and columns mean. */
import type { Job } from '#simulator/world/job.ts';
import { draw } from '#simulator/world/random.ts';

import type { Testbed } from './fixtures.ts';

const [minute, hour] = [60_000, 3_600_000];
const statuses = [
  'SUCCESS',
  'ERRORS_ENCOUNTERED',
  'CANCELLED',
  'TIMEOUT',
  'FAILED_TO_RUN',
] as const;
const titles = ['Nightly Index', 'Index rebuild', 'Export of Documents', 'Publish, then tell'];
const people = [1, 44533, 51007, 51012];

/** Finished jobs with varied statuses, over the last two weeks. */
export function addFinishedJobs({ vault }: Testbed, count: number): void {
  for (let nth = 1; nth <= count; nth += 1) {
    vault.finished({
      title: pick(titles, nth, 1),
      status: draw(nth, 2) < 0.5 ? 'SUCCESS' : pick(statuses, nth, 3),
      createdBy: pick(people, nth, 4),
      agoMs: Math.floor(nth * 1.3 * hour),
      tookMs: Math.floor(draw(nth, 5) * 20) * minute,
      waitedMs: Math.floor(draw(nth, 6) * 30) * hour,
    });
  }
}

function pick<T>(of: readonly T[], ...keys: number[]): T {
  const one = of[Math.floor(draw(...keys) * of.length)];
  if (one === undefined) throw new RangeError('the list is empty');
  return one;
}

type RandomFilter = { search: string; matches: (job: Job) => boolean };

/** A filter as a search of the URL, and which jobs match it. */
export function randomFilter(seed: number, now: number): RandomFilter {
  const chosen = statuses.filter((_, at) => draw(seed, at) < 0.7);
  const words = pick(['index', 'DOC of', 'e', 'tell publish'], seed, 10);
  const not = pick(titles, seed, 11);
  const by = draw(seed, 12) < 0.3 ? pick(people, seed, 13) : undefined;
  const [least, most] = [Math.floor(draw(seed, 14) * 6) * minute, 15 * minute];
  const date = pick(['finished', 'started', 'created'] as const, seed, 15);
  const from = Math.floor((now - (6 + draw(seed, 16) * 8) * 24 * hour) / minute) * minute;
  const to = Math.floor((now - draw(seed, 17) * 2 * 24 * hour) / minute) * minute;
  const dates = { finished: end, started: start, created };
  const search = new URLSearchParams({
    title: words,
    not,
    longer: String(least / 1_000),
    shorter: String(most / 1_000),
    date,
    range: 'custom',
    from: inKolkata(from),
    to: inKolkata(to),
    ...(by !== undefined && { by: String(by) }),
  });
  for (const status of chosen) search.append('status', status.toLowerCase());
  return {
    search: search.toString(),
    matches: (job) =>
      (chosen.length === 0 || chosen.some((status) => status === job.outcome)) &&
      words
        .toLowerCase()
        .split(' ')
        .every((word) => job.title.toLowerCase().includes(word)) &&
      job.title !== not &&
      (by === undefined || job.createdBy === by) &&
      end(job) - start(job) >= least &&
      end(job) - start(job) <= most &&
      dates[date](job) >= from &&
      dates[date](job) < to,
  };
}

function inKolkata(moment: number): string {
  return new Date(moment + 5.5 * hour).toISOString().slice(0, 16);
}

/** Dates as Vault writes them: to the second, and the end for the start of a job that never ran. */
function end({ ended }: Job): number {
  return Math.floor(ended / 1_000) * 1_000;
}
function start(job: Job): number {
  return job.started === Infinity ? end(job) : Math.floor(job.started / 1_000) * 1_000;
}
function created(job: Job): number {
  return Math.floor(job.created / 1_000) * 1_000;
}

export const orders: Record<string, { header: string; key: (job: Job) => number | string }> = {
  title: { header: 'Title', key: ({ title }) => title },
  status: { header: 'Status', key: ({ outcome }) => outcome },
  id: { header: 'Job ID', key: ({ id }) => Number(id) },
  by: { header: 'Created by', key: ({ createdBy }) => createdBy },
  created: { header: 'Created', key: created },
  started: { header: 'Started', key: start },
  finished: { header: 'Finished', key: end },
  ran: { header: 'Ran', key: (job) => end(job) - start(job) },
  waited: { header: 'Created to start', key: (job) => start(job) - created(job) },
};

export function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b), 'en');
}
