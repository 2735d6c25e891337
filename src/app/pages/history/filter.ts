/** Which finished jobs match a search, and in what order. Pure; made for 100,000 rows. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { overAt, ranMs } from '../../insight/job-times.ts';
import { jobColumns } from '../../jobs/columns/columns.ts';
import { radixSorted } from '../../jobs/columns/radix-sort.ts';
import { sortKeys } from '../../jobs/columns/sort-keys.ts';
import { folded, wordTest } from '../../status/title-search.ts';
import type { Bounds } from '../../time/range.ts';
import {
  type DateName,
  type FilterKey,
  filterKeys,
  type HistorySearch,
  type Sort,
} from './search.ts';

type Filter = { search: HistorySearch; bounds: Bounds };

type Match = { key: string; found: readonly Job[] };

const matches = new WeakMap<readonly Job[], readonly Match[]>();

/**
 * While somebody types, the page renders the previous and the next search alternately, and the open
 * list of statuses counts the jobs of any status.
 */
const matchesCached = 3;

/**
 * The jobs that match, in the order of `jobs`. Cached: the page renders twice for each key press and
 * again with each poll, and 100,000 rows take up to 12 ms each time.
 */
export function matching(jobs: readonly Job[], { search, bounds }: Filter): readonly Job[] {
  const key = JSON.stringify([bounds, ...filterKeys.map((name) => search[name])]);
  const cached = matches.get(jobs) ?? [];
  const match = cached.find((one) => one.key === key) ?? {
    key,
    found: found(jobs, { search, bounds }),
  };
  matches.set(jobs, [match, ...cached.filter((one) => one !== match)].slice(0, matchesCached));
  return match.found;
}

function found(jobs: readonly Job[], filter: Filter): readonly Job[] {
  const tests = filterKeys.map((name) => testOf[name](filter)).filter((test) => test !== undefined);
  return tests.length === 0 ? jobs : jobs.filter((job) => tests.every((test) => test(job)));
}

type Test = (job: Job) => boolean;

/** Tested with the range. */
const none = () => undefined;

/** What each filter asks of a job, or undefined where it is not set. */
const testOf: Record<FilterKey, (filter: Filter) => Test | undefined> = {
  range({ search, bounds }) {
    const open = bounds.from === undefined && bounds.to === undefined;
    return open ? undefined : (job) => within(job, search.date, bounds);
  },
  date: none,
  from: none,
  to: none,
  status({ search }) {
    const statuses = new Set(search.status);
    return statuses.size === 0 ? undefined : ({ status }) => statuses.has(status.toUpperCase());
  },
  title({ search }) {
    const titled = remembered(wordTest(search.title));
    return search.title.trim() === '' ? undefined : ({ title }) => titled(title);
  },
  not({ search }) {
    const not = new Set(search.not.map(folded));
    const excluded = remembered((title) => not.has(folded(title)));
    return not.size === 0 ? undefined : ({ title }) => !excluded(title);
  },
  by({ search: { by } }) {
    return by === '' ? undefined : ({ createdBy }) => createdBy === by;
  },
  longer({ search: { longer } }) {
    return longer === undefined ? undefined : (job) => (ranMs(job) ?? Number.NaN) >= longer * 1_000;
  },
  shorter({ search: { shorter } }) {
    if (shorter === undefined) return undefined;
    return (job) => {
      const ran = ranMs(job);
      return ran !== undefined && ran >= 0 && ran <= shorter * 1_000;
    };
  },
};

function within(job: Job, date: DateName, { from, to }: Bounds): boolean {
  const at = jobColumns[date].value(job);
  return at !== undefined && (from === undefined || at >= from) && (to === undefined || at < to);
}

/** Titles repeat: each is tested once. */
function remembered(test: (title: string) => boolean): (title: string) => boolean {
  const tested = new Map<string, boolean>();
  return (title) => {
    const before = tested.get(title);
    if (before !== undefined) return before;
    const fits = test(title);
    tested.set(title, fits);
    return fits;
  };
}

type Orders = {
  /** Newest first, then by id: the order of rows whose keys are equal. */
  newest: Uint32Array;
  sorted: Map<Sort, readonly Job[]>;
};

const orders = new WeakMap<readonly Job[], Orders>();

/**
 * All jobs in an order, cached for as long as the list itself: another page or filter must not sort
 * 100,000 rows again. Where keys are equal, newest first and then by id, so that the order is always
 * the same.
 */
export function ordered(jobs: readonly Job[], sort: Sort): readonly Job[] {
  const before = orders.get(jobs) ?? { newest: newestFirst(jobs), sorted: new Map() };
  orders.set(jobs, before);
  const sorted =
    before.sorted.get(sort) ?? inOrder(jobs, radixSorted(before.newest, sortKeys(jobs, sort)));
  before.sorted.set(sort, sorted);
  return sorted;
}

/** Jobs that never ran have no end to be sorted by: they too are put in order of time. */
function newestFirst(jobs: readonly Job[]): Uint32Array {
  const keys = new Float64Array(jobs.length).fill(Infinity);
  for (const [place, job] of jobs.entries()) {
    const at = overAt(job);
    if (at !== undefined) keys[place] = -milliseconds(at);
  }
  const rows = new Uint32Array(jobs.length).map((_, row) => row);
  return radixSorted(radixSorted(rows, sortKeys(jobs, 'id')), keys);
}

function inOrder(jobs: readonly Job[], rows: Uint32Array): readonly Job[] {
  const sorted: Job[] = [];
  for (const row of rows) {
    const job = jobs[row];
    if (job !== undefined) sorted.push(job);
  }
  return sorted;
}
