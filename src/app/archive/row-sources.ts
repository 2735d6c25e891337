/** Where rows in memory come from, each from a place of a source, and all of them as one list. */
import type { Job } from '#contract/jobs.ts';

import { createCoder, datesOf, jobsOfList, type LazyJobs } from '../jobs/lazy-jobs.ts';
import type { StoredJobs } from './stored-rows.ts';

/** A record of the store, or what was answered. */
export type Source = Omit<StoredJobs, 'ids'>;

/** Jobs of answers. Only added to, as earlier lists refer to their places. */
export function createAnswered() {
  const jobs: Job[] = [];
  const at = (place: number) => jobs[place];
  return {
    at,
    glance: at,
    dates: (name) => datesOf(jobs, name),
    text: (name) => {
      const { values, codes } = jobsOfList(jobs.slice()).texts(name);
      return { values, places: codes };
    },
    add: (job: Job) => jobs.push(job) - 1,
  } satisfies Source & { add: (job: Job) => number };
}

type Rows = {
  sources: readonly Source[];
  places: readonly number[];
  /** Somebody asks for all of them. */
  onAll: () => void;
};

export function lazyRows({ sources, places, onAll }: Rows): LazyJobs {
  let all: readonly Job[] | undefined;
  const at = (row: number) => sources[row]?.at(places[row] ?? 0);
  return {
    size: sources.length,
    at,
    all: () => {
      onAll();
      return (all ??= made(sources.length, at));
    },
    each: (look) => {
      for (let row = 0; row < sources.length; row += 1) {
        const job = sources[row]?.glance(places[row] ?? 0);
        if (job !== undefined) look(job, row);
      }
    },
    dates: (name) => {
      const dates = new Float64Array(sources.length);
      const datesOf = onceForEach((source) => source.dates(name));
      for (let row = 0; row < sources.length; row += 1) {
        dates[row] = datesOf(sources[row])?.[places[row] ?? 0] ?? Number.NaN;
      }
      return dates;
    },
    texts: (name) => {
      const coder = createCoder(sources.length);
      const textOf = onceForEach((source) => {
        const { values, places } = source.text(name);
        return { values, places, codes: new Int32Array(values.length).fill(-1) };
      });
      for (let row = 0; row < sources.length; row += 1) {
        const text = textOf(sources[row]);
        const own = text?.places[places[row] ?? 0] ?? 0;
        const code = text?.codes[own] ?? -1;
        if (code >= 0) coder.codes[row] = code;
        else if (text !== undefined) text.codes[own] = coder.add(row, text.values[own] ?? '');
      }
      return coder.coded();
    },
  };
}

function made(count: number, at: LazyJobs['at']): readonly Job[] {
  const jobs: Job[] = [];
  for (let row = 0; row < count; row += 1) {
    const job = at(row);
    if (job !== undefined) jobs.push(job);
  }
  return jobs;
}

/** Rows of a source mostly follow each other. */
function onceForEach<T>(
  work: (source: Source) => T,
): (source: Source | undefined) => T | undefined {
  const known = new Map<Source, T>();
  let latest: Source | undefined;
  let made: T | undefined;
  return (source) => {
    if (source === latest || source === undefined) return made;
    latest = source;
    made = known.get(source) ?? work(source);
    known.set(source, made);
    return made;
  };
}
