/** Which of the finished jobs a search asks for, and in what order. Pure; made for 100,000 rows. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { finishedAt, ranMs, waitedMs } from '../../insight/job-times.ts';
import { bounds, type Bounds, type Range } from '../../time/range.ts';
import type { ColumnId, DateName, HistorySearch, Sort } from './search.ts';

export function rangeOf({ range, from, to }: Pick<HistorySearch, 'range' | 'from' | 'to'>): Range {
  return range === 'custom' ? { kind: 'between', from, to } : { kind: 'preset', name: range };
}

function dateOf(job: Job, date: DateName) {
  switch (date) {
    case 'finished':
      return finishedAt(job);
    case 'started':
      return job.start;
    case 'created':
      return job.created;
  }
}

type Asked = { search: HistorySearch; zone: string; now: number };

type Answer = { key: string; found: readonly Job[] };

const answers = new WeakMap<readonly Job[], readonly Answer[]>();

/**
 * While one types, the page paints what was and what will be by turns; and an open list of statuses
 * counts what matches but for them.
 */
const answersKept = 3;

/**
 * The jobs that match, in the order they were given. Looked for once: the page is painted twice for
 * each key press and again with each poll, and 100,000 rows take up to 12 ms each time.
 */
export function matching(jobs: readonly Job[], { search, zone, now }: Asked): readonly Job[] {
  const limits = bounds(rangeOf(search), zone, now);
  const { date, status, title, not, by, longer, shorter } = search;
  const key = JSON.stringify([limits, date, status, title, not, by, longer, shorter]);
  const kept = answers.get(jobs) ?? [];
  const made = kept.find((one) => one.key === key) ?? { key, found: found(jobs, search, limits) };
  answers.set(jobs, [made, ...kept.filter((one) => one !== made)].slice(0, answersKept));
  return made.found;
}

function found(jobs: readonly Job[], search: HistorySearch, limits: Bounds): readonly Job[] {
  const open = limits.from === undefined && limits.to === undefined;
  const statuses = new Set(search.status);
  const not = new Set(search.not);
  const titled = titleTest(search.title);
  const tests: ((job: Job) => boolean)[] = [
    ...(open ? [] : [(job: Job) => within(job, search.date, limits)]),
    ...(statuses.size === 0 ? [] : [({ status }: Job) => statuses.has(status.toUpperCase())]),
    ...(search.title.trim() === '' ? [] : [({ title }: Job) => titled(title)]),
    ...(not.size === 0 ? [] : [({ title }: Job) => !not.has(title)]),
    ...(search.by === '' ? [] : [({ createdBy }: Job) => createdBy === search.by]),
    ...durationTests(search),
  ];
  return tests.length === 0 ? jobs : jobs.filter((job) => tests.every((test) => test(job)));
}

function within(job: Job, date: DateName, { from, to }: Bounds): boolean {
  const at = dateOf(job, date);
  return at !== undefined && (from === undefined || at >= from) && (to === undefined || at < to);
}

function durationTests({ longer, shorter }: HistorySearch) {
  if (longer === undefined && shorter === undefined) return [];
  const [least, most] = [(longer ?? 0) * 1_000, (shorter ?? Infinity) * 1_000];
  return [
    (job: Job) => {
      const ran = ranMs(job);
      return ran !== undefined && ran >= least && ran <= most;
    },
  ];
}

/** All words, in any order, whatever the case. Titles repeat: each is looked at once. */
function titleTest(wanted: string): (title: string) => boolean {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const known = new Map<string, boolean>();
  return (title) => {
    const before = known.get(title);
    if (before !== undefined) return before;
    const lower = title.toLowerCase();
    const fits = words.every((word) => lower.includes(word));
    known.set(title, fits);
    return fits;
  };
}

type Orders = { newest: Float64Array; ids: Float64Array; known: Map<Sort, readonly Job[]> };

const orders = new WeakMap<readonly Job[], Orders>();

/**
 * All jobs in an order, kept for as long as the list itself is: a page turn or a filter must not
 * sort 100,000 rows again.
 */
export function ordered(jobs: readonly Job[], sort: Sort): readonly Job[] {
  const before = orders.get(jobs) ?? {
    newest: keysOf(jobs, newest),
    ids: keysOf(jobs, 'id'),
    known: new Map(),
  };
  orders.set(jobs, before);
  const keys = () => (sort === newest ? before.newest : keysOf(jobs, sort));
  const made = before.known.get(sort) ?? sortedBy(jobs, keys(), before);
  before.known.set(sort, made);
  return made;
}

const newest = '-finished';

/**
 * Where keys are equal, newest and then by id, so that pages are never ambiguous. Sorts places by
 * numbers that lie side by side in memory, which takes half as long as sorting objects.
 */
function sortedBy(jobs: readonly Job[], keys: Float64Array, { newest, ids }: Orders) {
  const compare = (a: number, b: number) =>
    apart(keys, a, b) || apart(newest, a, b) || apart(ids, a, b);
  const places = new Uint32Array(jobs.length).map((_, place) => place);
  places.sort(compare);
  const made: Job[] = [];
  for (const place of places) {
    const job = jobs[place];
    if (job !== undefined) made.push(job);
  }
  return made;
}

/** Two that have no value differ by NaN, which leaves it to the next key as 0 does. */
function apart(keys: Float64Array, a: number, b: number): number {
  return (keys[a] ?? 0) - (keys[b] ?? 0);
}

/** A number for each job that ascends in the order asked for; last is what has no value. */
function keysOf(jobs: readonly Job[], sort: Sort): Float64Array {
  const column = columnOf(sort);
  const sign = sort.startsWith('-') ? -1 : 1;
  const key = keyOf(jobs, column);
  const keys = new Float64Array(jobs.length).fill(Infinity);
  for (const [place, job] of jobs.entries()) {
    const value = key(job);
    if (value !== undefined) keys[place] = sign * value;
  }
  return keys;
}

function columnOf(sort: Sort): ColumnId {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a Sort is a ColumnId behind an optional minus
  return sort.replace(/^-/, '') as ColumnId;
}

function keyOf(jobs: readonly Job[], column: ColumnId): (job: Job) => number | undefined {
  switch (column) {
    case 'title':
    case 'status': {
      const rank = ranks(jobs.map((job) => job[column]));
      return (job) => rank.get(job[column]);
    }
    case 'id':
      return idKey(jobs, ({ id }) => id);
    case 'by':
      return idKey(jobs, ({ createdBy }) => createdBy);
    case 'created':
    case 'started':
    case 'finished':
      return (job) => {
        const moment = dateOf(job, column);
        return moment === undefined ? undefined : milliseconds(moment);
      };
    case 'ran':
      return ranMs;
    case 'waited':
      return waitedMs;
  }
}

/** Places of texts in the order of a reader of English; an empty one has none. */
function ranks(texts: readonly string[]): ReadonlyMap<string, number> {
  const distinct = [...new Set(texts)].filter((text) => text !== '');
  const { compare } = new Intl.Collator('en', { numeric: true });
  return new Map(distinct.toSorted(compare).map((text, place) => [text, place]));
}

/** Ids are numbers in all that we have seen; any that is none comes after those. */
function idKey(jobs: readonly Job[], read: (job: Job) => string | undefined) {
  const odd = jobs.map((job) => read(job) ?? '').filter((id) => !isNumber(id));
  const rank = ranks(odd);
  return (job: Job) => {
    const id = read(job);
    if (id === undefined) return undefined;
    return isNumber(id) ? Number(id) : 1e15 + (rank.get(id) ?? 0);
  };
}

/** One that a double holds exactly, written as numbers are, so that no two ids share a key. */
function isNumber(id: string): boolean {
  return /^(?:0|[1-9]\d{0,14})$/.test(id);
}
