/**
 * Rows as they are stored: by column, where a moment takes 24 letters of one long text and each title
 * stands once. A browser reads that several times as fast as one small object for each job.
 */
import type { Instant } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

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
  return rows.id.map((id, place): Job => {
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
  });
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

function momentAt(moments: Moments, row: number): Instant | undefined {
  const from = row * width;
  if (moments.charAt(from) === ' ') return undefined;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only instants were joined
  return moments.slice(from, from + width) as Instant;
}
