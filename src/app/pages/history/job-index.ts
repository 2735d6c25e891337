/**
 * Finished jobs by column: numbers in typed arrays, by which 100,000 rows are filtered, counted and
 * put in order in some milliseconds. Each column is worked out once for a list, when it is needed.
 */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';
import { overAt, ranMs } from '#insight/job-times.ts';

import { jobColumns } from '../../jobs/columns/columns.ts';
import { radixSorted } from '../../jobs/columns/radix-sort.ts';
import { compareIds, sortKeys } from '../../jobs/columns/sort-keys.ts';
import type { DateName, Sort } from './search.ts';

/** A row is the place of a job in the list. */
export type JobIndex = {
  jobs: readonly Job[];
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

/** Each value once, in the order in which they first come, and for each row which of them it has. */
export type Coded = {
  values: readonly string[];
  firstRows: readonly number[];
  codes: Uint32Array;
};

const known = new WeakMap<readonly Job[], JobIndex>();

export function jobIndex(jobs: readonly Job[]): JobIndex {
  const index = known.get(jobs) ?? createJobIndex(jobs);
  known.set(jobs, index);
  return index;
}

function createJobIndex(jobs: readonly Job[]): JobIndex {
  const newest = lazy(() => newestFirst(jobs));
  const index: JobIndex = {
    jobs,
    titles: lazy(() => coded(jobs, ({ title }) => title)),
    statuses: lazy(() => coded(jobs, ({ status }) => status)),
    creators: lazy(() => coded(jobs, ({ createdBy }) => createdBy ?? '')),
    dates: lazyByKey((name: DateName) => {
      if (name === 'over') return numbers(jobs, overMs);
      const { value } = jobColumns[name];
      return numbers(jobs, (job) => {
        const at = value(job);
        return at === undefined ? undefined : milliseconds(at);
      });
    }),
    ran: lazy(() => numbers(jobs, ranMs)),
    order: lazyByKey((sort: Sort) =>
      sort === '-finished'
        ? endedFirst(jobs, newest())
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
  const keys = sortKeys(
    firstRows.flatMap((row) => jobs[row] ?? []),
    sort,
  );
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

function coded(jobs: readonly Job[], read: (job: Job) => string): Coded {
  const found = new Map<string, number>();
  const firstRows: number[] = [];
  const codes = new Uint32Array(jobs.length);
  let row = 0;
  for (const job of jobs) {
    const value = read(job);
    let code = found.get(value);
    if (code === undefined) {
      code = found.size;
      found.set(value, code);
      firstRows.push(row);
    }
    codes[row] = code;
    row += 1;
  }
  return { values: [...found.keys()], firstRows, codes };
}

function numbers(jobs: readonly Job[], read: (job: Job) => number | undefined): Float64Array {
  const column = new Float64Array(jobs.length);
  let row = 0;
  for (const job of jobs) {
    column[row] = read(job) ?? Number.NaN;
    row += 1;
  }
  return column;
}

function overMs(job: Job): number | undefined {
  const at = overAt(job);
  return at === undefined ? undefined : milliseconds(at);
}

/** Jobs that never ran have no end to be sorted by: they too are put in order of time. */
function newestFirst(jobs: readonly Job[]): Uint32Array {
  const keys = numbers(jobs, (job) => -(overMs(job) ?? -Infinity));
  const rows = new Uint32Array(jobs.length).map((_, row) => row);
  const sorted = radixSorted(rows, keys);
  const compare = (a: number, b: number) => compareIds(jobs[a]?.id ?? '', jobs[b]?.id ?? '');
  const keyAt = (place: number) => keys[sorted[place] ?? 0];
  for (let from = 0, to = 1; from < sorted.length; from = to, to += 1) {
    while (to < sorted.length && keyAt(to) === keyAt(from)) to += 1;
    if (to - from > 1) sorted.subarray(from, to).sort(compare);
  }
  return sorted;
}

/** Newest first is by the end already, for all that have one: History opens with this order. */
function endedFirst(jobs: readonly Job[], newest: Uint32Array): Uint32Array {
  const hasEnd = (row: number) => jobs[row]?.end !== undefined;
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
