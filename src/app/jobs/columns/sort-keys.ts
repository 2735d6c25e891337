/** By what jobs are sorted in each column. Pure; made for 100,000 rows. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import type { LazyJobs } from '../lazy-jobs.ts';
import { type JobColumn, type JobColumnId, jobColumns } from './columns.ts';

/** A column, behind a minus where descending. */
export type Sort<Id extends JobColumnId = JobColumnId> = Id | `-${Id}`;

/** A number for each job that ascends in the order asked for; jobs without a value come last. */
export function sortKeys(jobs: LazyJobs, sort: Sort): Float64Array {
  const sign = sort.startsWith('-') ? -1 : 1;
  const keyOf = keyFor(jobs, columnOf(sort));
  const keys = new Float64Array(jobs.size).fill(Infinity);
  jobs.each((job, row) => {
    const value = keyOf(job);
    if (value !== undefined) keys[row] = sign * value;
  });
  return keys;
}

function columnOf(sort: Sort): JobColumnId {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a Sort is a JobColumnId behind an optional minus
  return sort.replace(/^-/, '') as JobColumnId;
}

function keyFor(jobs: LazyJobs, id: JobColumnId): (job: Job) => number | undefined {
  const column: JobColumn = jobColumns[id];
  switch (column.kind) {
    case 'title':
    case 'status': {
      const rank = ranks(valuesOf(jobs, column.value));
      return (job) => rank.get(column.value(job));
    }
    case 'id':
    case 'user':
      return idKey(jobs, column.value);
    case 'moment':
      return (job) => {
        const at = column.value(job);
        return at === undefined ? undefined : milliseconds(at);
      };
    case 'duration':
      return column.value;
  }
}

function valuesOf(jobs: LazyJobs, read: (job: Job) => string): string[] {
  const values: string[] = [];
  jobs.each((job) => values.push(read(job)));
  return values;
}

/** The place of each text in alphabetical order; an empty one has none. */
function ranks(texts: readonly string[]): ReadonlyMap<string, number> {
  const distinct = [...new Set(texts)].filter((text) => text !== '');
  return new Map(distinct.toSorted(compare).map((text, place) => [text, place]));
}

const { compare } = new Intl.Collator('en', { numeric: true });

/** All IDs seen so far are numbers; any that is not a number comes after those. */
function idKey(jobs: LazyJobs, read: (job: Job) => string | undefined) {
  const odd = valuesOf(jobs, (job) => read(job) ?? '').filter((id) => !isNumber(id));
  const rank = ranks(odd);
  return (job: Job) => {
    const id = read(job);
    if (id === undefined) return undefined;
    return isNumber(id) ? Number(id) : 1e15 + (rank.get(id) ?? 0);
  };
}

/** The same order, where only few are to be compared. */
export function compareIds(a: string, b: string): number {
  const [first, second] = [isNumber(a), isNumber(b)];
  if (first && second) return Number(a) - Number(b);
  return first === second ? compare(a, b) : Number(second) - Number(first);
}

/** A number in its usual form that a double holds exactly, so that no two IDs share a key. */
function isNumber(id: string): boolean {
  if (id.length === 0 || id.length > 15) return false;
  for (let at = 0; at < id.length; at += 1) {
    const code = id.charCodeAt(at);
    if (code < zero || code > nine) return false;
  }
  return id.length === 1 || id.charCodeAt(0) !== zero;
}

const zero = 48;
const nine = 57;
