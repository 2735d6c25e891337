/** Which finished jobs match a search, and in what order. Pure; made for 100,000 rows. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { folded, wordTest } from '#insight/status/title-search.ts';
import type { Bounds } from '#insight/time/range.ts';
import { isWithinWeekHour, readWeekHour } from '#insight/week-hour.ts';

import type { Coded, LazyJobs } from '../../jobs/lazy-jobs.ts';
import { type JobIndex, jobIndex } from './job-index.ts';
import { type FilterKey, filterKeys, type HistorySearch, type Sort } from './search.ts';

type Filter = { search: HistorySearch; bounds: Bounds };

/** Rows of an index, in no order. */
export type Found = { index: JobIndex; rows: Uint32Array };

type Match = { key: string; found: Found };

const matches = new WeakMap<LazyJobs, readonly Match[]>();

/** The search on screen, the one before it, and the jobs of any status, which an open list counts. */
const matchesCached = 3;

/** The jobs that match. Cached, as the page renders again with each poll. */
export function matching(jobs: LazyJobs, { search, bounds }: Filter): Found {
  const key = JSON.stringify([bounds, ...filterKeys.map((name) => search[name])]);
  const cached = matches.get(jobs) ?? [];
  const match = cached.find((one) => one.key === key) ?? {
    key,
    found: find(jobs, { search, bounds }),
  };
  matches.set(jobs, [match, ...cached.filter((one) => one !== match)].slice(0, matchesCached));
  return match.found;
}

const wholes = new WeakMap<LazyJobs, Found>();

/** All of them; the same object each time. */
export function allOf(jobs: LazyJobs): Found {
  const whole = wholes.get(jobs) ?? { index: jobIndex(jobs), rows: allRows(jobs.size) };
  wholes.set(jobs, whole);
  return whole;
}

function allRows(count: number): Uint32Array {
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row += 1) rows[row] = row;
  return rows;
}

function find(jobs: LazyJobs, filter: Filter): Found {
  const whole = allOf(jobs);
  const { index } = whole;
  const tests = filterKeys
    .map((name) => testOf[name](index, filter))
    .filter((test) => test !== undefined);
  if (tests.length === 0) return whole;
  return { index, rows: tests.reduce((left, test) => left.filter(test), whole.rows) };
}

function jobsAt({ jobs }: JobIndex, rows: Iterable<number>): readonly Job[] {
  const list: Job[] = [];
  for (const row of rows) {
    const job = jobs.at(row);
    if (job !== undefined) list.push(job);
  }
  return list;
}

type Test = (row: number) => boolean;

/** Tested with the range. */
const none = () => undefined;

/** What each filter asks of a row, or undefined where it is not set. */
const testOf: Record<FilterKey, (index: JobIndex, filter: Filter) => Test | undefined> = {
  range(index, { search: { date }, bounds: { from, to } }) {
    if (from === undefined && to === undefined) return undefined;
    const dates = index.dates(date);
    const first = from === undefined ? -Infinity : milliseconds(from);
    const end = to === undefined ? Infinity : milliseconds(to);
    return (row) => {
      const at = dates[row] ?? Number.NaN;
      return at >= first && at < end;
    };
  },
  date: none,
  from: none,
  to: none,
  status(index, { search }) {
    const statuses = new Set(search.status);
    if (statuses.size === 0) return undefined;
    return ofValues(index.statuses(), (status) => statuses.has(status.toUpperCase()));
  },
  title(index, { search: { title } }) {
    return title.trim() === '' ? undefined : ofValues(index.titles(), wordTest(title));
  },
  is(index, { search }) {
    const only = new Set(search.is);
    return only.size === 0 ? undefined : ofValues(index.titles(), (title) => only.has(title));
  },
  id({ jobs }, { search }) {
    const only = new Set(search.id);
    if (only.size === 0) return undefined;
    const found = new Uint8Array(jobs.size);
    jobs.each((job, row) => {
      found[row] = Number(only.has(job.id));
    });
    return (row) => found[row] === 1;
  },
  hour(index, { search: { hour, date } }) {
    const weekHour = hour === undefined ? undefined : readWeekHour(hour);
    if (weekHour === undefined) return undefined;
    const dates = index.dates(date);
    return (row) => {
      const at = dates[row] ?? Number.NaN;
      return !Number.isNaN(at) && isWithinWeekHour(at, weekHour);
    };
  },
  not(index, { search }) {
    const not = new Set(search.not.map(folded));
    return not.size === 0
      ? undefined
      : ofValues(index.titles(), (title) => !not.has(folded(title)));
  },
  by(index, { search: { by } }) {
    return by === '' ? undefined : ofValues(index.creators(), (creator) => creator === by);
  },
  longer(index, { search: { longer } }) {
    if (longer === undefined) return undefined;
    const ran = index.ran();
    return (row) => (ran[row] ?? Number.NaN) >= longer * 1_000;
  },
  shorter(index, { search: { shorter } }) {
    if (shorter === undefined) return undefined;
    const ran = index.ran();
    return (row) => (ran[row] ?? Number.NaN) <= shorter * 1_000;
  },
};

/** Values repeat: each is tested once. */
function ofValues({ values, codes }: Coded, test: (value: string) => boolean): Test {
  const fits = Uint8Array.from(values, (value) => Number(test(value)));
  return (row) => fits[codes[row] ?? 0] === 1;
}

const orders = new WeakMap<Found, Map<Sort, readonly Job[]>>();

/**
 * The jobs that were found in an order, cached for as long as these. They are not sorted again: they
 * are taken out of the order of all.
 */
export function ordered(found: Found, sort: Sort): readonly Job[] {
  const cached = orders.get(found) ?? new Map<Sort, readonly Job[]>();
  orders.set(found, cached);
  const sorted = cached.get(sort) ?? inOrder(found, sort);
  cached.set(sort, sorted);
  return sorted;
}

/** `ordered(found, sort).slice(from, to)`, without a list of 100,000 jobs of which a page shows 50. */
export function orderedPage(
  { index, rows }: Found,
  sort: Sort,
  { from, to }: { from: number; to: number },
): readonly Job[] {
  const all = index.order(sort);
  if (rows.length === all.length) return jobsAt(index, all.subarray(from, to));
  const isIn = membership(all.length, rows);
  const page: number[] = [];
  let place = 0;
  for (let at = 0; at < all.length && place < to; at += 1) {
    const row = all[at] ?? 0;
    if (isIn[row] !== 1) continue;
    if (place >= from) page.push(row);
    place += 1;
  }
  return jobsAt(index, page);
}

function membership(count: number, rows: Uint32Array): Uint8Array {
  const isIn = new Uint8Array(count);
  for (let at = 0; at < rows.length; at += 1) isIn[rows[at] ?? 0] = 1;
  return isIn;
}

function inOrder({ index, rows }: Found, sort: Sort): readonly Job[] {
  const all = index.order(sort);
  const isIn = membership(all.length, rows);
  return jobsAt(index, rows.length === all.length ? all : all.filter((row) => isIn[row] === 1));
}
