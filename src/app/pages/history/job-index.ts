/**
 * Finished jobs by column: numbers in typed arrays, by which 100,000 rows are filtered, counted and
 * put in order in some milliseconds. Each column is worked out once for a list, when it is needed.
 */
import { type Instant, milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { actualStart, overAt } from '#insight/job-times.ts';
import { hasNotRun } from '#insight/status/statuses.ts';

import { radixSorted } from '../../jobs/columns/radix-sort.ts';
import { compareIds, sortKeys } from '../../jobs/columns/sort-keys.ts';
import { type Coded, jobsOfList, type LazyJobs } from '../../jobs/lazy-jobs.ts';
import type { DateName, Sort } from './search.ts';

/** A row is the place of a job in the list. */
export type JobIndex = {
  jobs: LazyJobs;
  titles: () => Coded;
  statuses: () => Coded;
  creators: () => Coded;
  /** Milliseconds since 1970; NaN where there is no such date. */
  dates: (name: DateName) => Float64Array;
  /** How long each job ran, in milliseconds; NaN where that is not known. */
  ran: () => Float64Array;
  /** All rows in order. Where keys are equal, newest first and then by id: always the same order. */
  order: (sort: Sort) => Uint32Array;
};

const known = new WeakMap<LazyJobs, JobIndex>();

export function jobIndex(jobs: LazyJobs): JobIndex {
  const index = known.get(jobs) ?? createJobIndex(jobs);
  known.set(jobs, index);
  return index;
}

function createJobIndex(jobs: LazyJobs): JobIndex {
  const newest = lazy(() => newestFirst(index));
  const index: JobIndex = {
    jobs,
    titles: lazy(() => jobs.texts('title')),
    statuses: lazy(() => jobs.texts('status')),
    creators: lazy(() => jobs.texts('createdBy')),
    dates: lazyByKey((name: DateName) => datesOf(index, name)),
    ran: lazy(() => ranOf(index)),
    order: lazyByKey((sort: Sort) =>
      sort === '-finished'
        ? endedFirst(index, newest())
        : radixSorted(newest(), keysOf(index, sort)),
    ),
  };
  return index;
}

/** As `sortKeys` of all jobs, but of jobs with the same title, status or creator only one is ranked. */
function keysOf(index: JobIndex, sort: Sort): Float64Array {
  const { titles, statuses, creators } = index;
  const repeated = new Map<Sort, () => Coded>([
    ['title', titles],
    ['-title', titles],
    ['status', statuses],
    ['-status', statuses],
    ['by', creators],
    ['-by', creators],
  ]);
  const values = repeated.get(sort);
  return values === undefined ? sortKeys(index.jobs, sort) : keysOfValues(index, values(), sort);
}

function keysOfValues({ jobs }: JobIndex, { codes, firstRows }: Coded, sort: Sort): Float64Array {
  const first = firstRows.flatMap((row) => jobs.at(row) ?? []);
  const keys = sortKeys(jobsOfList(first), sort);
  return Float64Array.from(codes, (code) => keys[code] ?? Infinity);
}

function lazy<T>(work: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= work());
}

function lazyByKey<Key, T>(work: (key: Key) => T): (key: Key) => T {
  const made = new Map<Key, T>();
  return (key) => {
    const value = made.get(key) ?? work(key);
    made.set(key, value);
    return value;
  };
}

function datesOf(index: JobIndex, name: DateName): Float64Array {
  const { jobs } = index;
  switch (name) {
    case 'created':
      return jobs.dates('created');
    case 'finished':
      return jobs.dates('end');
    case 'over':
      return withoutEnd(index, index.dates('finished').slice(), overAt);
    case 'started':
      return withoutEnd(index, runStarts(index), actualStart);
  }
}

/** Writes what only the job itself can tell, as it has no end: few have none. */
function withoutEnd(
  { jobs, dates }: JobIndex,
  column: Float64Array,
  read: (job: Job) => Instant | undefined,
): Float64Array {
  const ends = dates('finished');
  for (let row = 0; row < ends.length; row += 1) {
    if (!Number.isNaN(ends[row])) continue;
    const job = jobs.at(row);
    const at = job && read(job);
    column[row] = at === undefined ? Number.NaN : milliseconds(at);
  }
  return column;
}

/** Of those that have an end. */
function runStarts({ jobs, statuses }: JobIndex): Float64Array {
  const starts = jobs.dates('start');
  const { values, codes } = statuses();
  const isPlan = Uint8Array.from(values, (status) => Number(hasNotRun({ status, end: true })));
  for (let row = 0; row < starts.length; row += 1) {
    if (isPlan[codes[row] ?? 0] === 1) starts[row] = Number.NaN;
  }
  return starts;
}

/** As `ranMs` of each job. */
function ranOf({ dates }: JobIndex): Float64Array {
  const [starts, ends] = [dates('started'), dates('finished')];
  const spans = new Float64Array(ends.length);
  for (let row = 0; row < ends.length; row += 1) {
    const span = (ends[row] ?? Number.NaN) - (starts[row] ?? Number.NaN);
    spans[row] = span >= 0 ? span : Number.NaN;
  }
  return spans;
}

/** Jobs that never ran have no end to be sorted by: they too are put in order of time. */
function newestFirst({ jobs, dates }: JobIndex): Uint32Array {
  const over = dates('over');
  const keys = new Float64Array(over.length);
  const rows = new Uint32Array(over.length);
  for (let row = 0; row < over.length; row += 1) {
    const ms = over[row] ?? Number.NaN;
    keys[row] = Number.isNaN(ms) ? Infinity : -ms;
    rows[row] = row;
  }
  const sorted = radixSorted(rows, keys);
  const compare = (a: number, b: number) => compareIds(jobs.at(a)?.id ?? '', jobs.at(b)?.id ?? '');
  const keyAt = (place: number) => keys[sorted[place] ?? 0];
  for (let from = 0, to = 1; from < sorted.length; from = to, to += 1) {
    while (to < sorted.length && keyAt(to) === keyAt(from)) to += 1;
    if (to - from > 1) sorted.subarray(from, to).sort(compare);
  }
  return sorted;
}

/** Newest first is by the end already, for all that have one: History opens with this order. */
function endedFirst({ dates }: JobIndex, newest: Uint32Array): Uint32Array {
  const ends = dates('finished');
  const hasEnd = (row: number) => !Number.isNaN(ends[row]);
  const ended = newest.filter(hasEnd);
  if (ended.length === newest.length) return newest;
  const order = new Uint32Array(newest.length);
  order.set(ended);
  order.set(
    newest.filter((row) => !hasEnd(row)),
    ended.length,
  );
  return order;
}
