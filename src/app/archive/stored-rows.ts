/**
 * Rows as they are stored: by column, where a moment takes 24 letters of one long text and each title
 * stands once. A browser reads that several times as fast as one small object for each job.
 */
import { type Instant, millisecondsAt } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import type { JobDate, RepeatedText } from '../jobs/lazy-jobs.ts';

export type StoredRows = {
  id: Job['id'][];
  title: Distinct<Job['title']>;
  status: Distinct<Job['status']>;
  createdBy: Distinct<Job['createdBy']>;
  created: Moments;
  modifiedBy: Distinct<Job['modifiedBy']>;
  modified: Moments;
  start: Moments;
  end: Moments;
  /** By the row's place. Few rows have any. */
  unreadable: Map<number, Job['unreadable']>;
};

/** Each value once, and for each row which of them it has. */
type Distinct<T> = { values: T[]; places: Uint32Array };

/** One after the other, with spaces for a row that has none. */
type Moments = string;

export function toStored(jobs: readonly Job[]): StoredRows {
  return {
    id: jobs.map(({ id }) => id),
    title: distinct(jobs.map(({ title }) => title)),
    status: distinct(jobs.map(({ status }) => status)),
    createdBy: distinct(jobs.map(({ createdBy }) => createdBy)),
    created: joined(jobs.map(({ created }) => created)),
    modifiedBy: distinct(jobs.map(({ modifiedBy }) => modifiedBy)),
    modified: joined(jobs.map(({ modified }) => modified)),
    start: joined(jobs.map(({ start }) => start)),
    end: joined(jobs.map(({ end }) => end)),
    unreadable: new Map(
      jobs.flatMap(({ unreadable }, place) => (unreadable ? [[place, unreadable] as const] : [])),
    ),
  };
}

export function fromStored(rows: StoredRows): Job[] {
  return rows.id.map((id, place) => jobAt(rows, id, place));
}

/** Jobs of a record that are made when they are asked for. */
export type StoredJobs = {
  ids: readonly Job['id'][];
  /** The same object each time. */
  at: (place: number) => Job | undefined;
  /** To be read before the next glance: it makes nothing, and may be the same object then. */
  glance: (place: number) => Job | undefined;
  /** By place, in milliseconds since 1970; NaN where there is none. */
  dates: (name: JobDate) => Float64Array;
  /** By place. */
  text: (name: RepeatedText) => { values: readonly (string | undefined)[]; places: Uint32Array };
};

export function storedJobs(rows: StoredRows): StoredJobs {
  const { id: ids } = rows;
  let made: (Job | undefined)[] | undefined;
  let view: JobView | undefined;
  return {
    ids,
    at: (place) => {
      const id = ids[place];
      if (id === undefined) return undefined;
      made ??= ids.map(() => undefined);
      return (made[place] ??= jobAt(rows, id, place));
    },
    glance: (place) => {
      const id = ids[place];
      if (id === undefined) return undefined;
      const job = made?.[place];
      if (job !== undefined) return job;
      // A view has no dates that can't be read; few jobs have any.
      if (rows.unreadable.has(place)) return jobAt(rows, id, place);
      view ??= new JobView(rows, id);
      return view.moveTo(id, place);
    },
    dates: (name) => datesIn(rows[name]),
    text: (name) => rows[name],
  };
}

function jobAt(rows: StoredRows, id: Job['id'], place: number): Job {
  const job = {
    id,
    title: valueAt(rows.title, place) ?? '',
    status: valueAt(rows.status, place) ?? '',
    createdBy: valueAt(rows.createdBy, place),
    created: momentAt(rows.created, place),
    modifiedBy: valueAt(rows.modifiedBy, place),
    modified: momentAt(rows.modified, place),
    start: momentAt(rows.start, place),
    end: momentAt(rows.end, place),
  };
  const unreadable = rows.unreadable.size === 0 ? undefined : rows.unreadable.get(place);
  return unreadable === undefined ? job : { ...job, unreadable };
}

/** Whichever job of a record it was moved to. A class, so that those of all records are of one kind. */
class JobView implements Omit<Job, 'unreadable'> {
  readonly #rows: StoredRows;
  #place = 0;
  id: Job['id'];

  constructor(rows: StoredRows, id: Job['id']) {
    this.#rows = rows;
    this.id = id;
  }

  moveTo(id: Job['id'], place: number): Job {
    this.id = id;
    this.#place = place;
    return this;
  }

  get title() {
    return valueAt(this.#rows.title, this.#place) ?? '';
  }
  get status() {
    return valueAt(this.#rows.status, this.#place) ?? '';
  }
  get createdBy() {
    return valueAt(this.#rows.createdBy, this.#place);
  }
  get created() {
    return momentAt(this.#rows.created, this.#place);
  }
  get modifiedBy() {
    return valueAt(this.#rows.modifiedBy, this.#place);
  }
  get modified() {
    return momentAt(this.#rows.modified, this.#place);
  }
  get start() {
    return momentAt(this.#rows.start, this.#place);
  }
  get end() {
    return momentAt(this.#rows.end, this.#place);
  }
}

function distinct<T>(all: readonly T[]): Distinct<T> {
  const found = new Map<T, number>();
  const places = Uint32Array.from(all, (value) => {
    const place = found.get(value) ?? found.size;
    found.set(value, place);
    return place;
  });
  return { values: [...found.keys()], places };
}

function valueAt<T>({ values, places }: Distinct<T>, row: number): T | undefined {
  return values[places[row] ?? 0];
}

const width = '2026-11-24T09:41:07.000Z'.length;
const none = ' '.repeat(width);

function joined(moments: readonly (Instant | undefined)[]): Moments {
  return moments.map((moment) => moment ?? none).join('');
}

/** Without a text for each, which would take several times as long. */
function datesIn(moments: Moments): Float64Array {
  const dates = new Float64Array(moments.length / width);
  for (let row = 0; row < dates.length; row += 1) {
    const from = row * width;
    dates[row] = moments.charCodeAt(from) === space ? Number.NaN : millisecondsAt(moments, from);
  }
  return dates;
}

const space = 32;

function momentAt(moments: Moments, row: number): Instant | undefined {
  const from = row * width;
  if (moments.charAt(from) === ' ') return undefined;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only instants were joined
  return moments.slice(from, from + width) as Instant;
}
