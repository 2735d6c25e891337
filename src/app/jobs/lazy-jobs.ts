/**
 * Many jobs of which few are looked at. 100,000 stored ones are counted, filtered and sorted by single
 * values, and a page shows fifty: to make all of them first takes a browser longer than all the rest
 * of opening them.
 */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

export type JobDate = 'created' | 'modified' | 'start' | 'end';
export type RepeatedText = 'title' | 'status' | 'createdBy';

/** Never changes. */
export type LazyJobs = {
  size: number;
  /** The job in a row: the same object each time. */
  at: (row: number) => Job | undefined;
  /** All of them, made if they aren't yet; the same array each time. */
  all: () => readonly Job[];
  /** Shows the jobs row by row. Each may be read only until `look` returns: the next may be the same object. */
  each: (look: (job: Job, row: number) => void) => void;
  /** Of each row, in milliseconds since 1970; NaN where it has none. Worked out anew each time. */
  dates: (name: JobDate) => Float64Array;
  texts: (name: RepeatedText) => Coded;
};

/** Each value once, in the order in which they first come, and for each row which of them it has. */
export type Coded = {
  values: readonly string[];
  firstRows: readonly number[];
  codes: Uint32Array;
};

const lists = new WeakMap<readonly Job[], LazyJobs>();

/** Jobs that are there already. The same object for the same list. */
export function jobsOfList(list: readonly Job[]): LazyJobs {
  const made = lists.get(list) ?? {
    size: list.length,
    at: (row) => list[row],
    all: () => list,
    each: (look) => {
      for (let row = 0; row < list.length; row += 1) {
        const job = list[row];
        if (job !== undefined) look(job, row);
      }
    },
    dates: (name) => datesOf(list, name),
    texts: (name) => {
      const coder = createCoder(list.length);
      for (let row = 0; row < list.length; row += 1) {
        coder.add(row, list[row]?.[name] ?? '');
      }
      return coder.coded();
    },
  };
  lists.set(list, made);
  return made;
}

export const noJobs = jobsOfList([]);

export function datesOf(list: readonly Job[], name: JobDate): Float64Array {
  const dates = new Float64Array(list.length);
  for (let row = 0; row < list.length; row += 1) {
    const at = list[row]?.[name];
    dates[row] = at === undefined ? Number.NaN : milliseconds(at);
  }
  return dates;
}

/** Numbers values in the order in which they come. */
export function createCoder(rows: number) {
  const found = new Map<string, number>();
  const firstRows: number[] = [];
  const codes = new Uint32Array(rows);

  function add(row: number, value: string): number {
    const known = found.get(value);
    const code = known ?? found.size;
    if (known === undefined) {
      found.set(value, code);
      firstRows.push(row);
    }
    codes[row] = code;
    return code;
  }

  return {
    codes,
    /** Returns the code, by which further rows may be set. */
    add,
    coded: (): Coded => ({ values: [...found.keys()], firstRows, codes }),
  };
}
