/** Which of the finished jobs a search asks for, and in what order. Pure; made for 100,000 rows. */
import { milliseconds } from '#contract/instant.ts';
import type { Job } from '#contract/jobs.ts';

import { finishedAt, ranMs, waitedMs } from '../../insight/moment.ts';
import { bounds, type Bounds, type Range } from '../../time/range.ts';
import type { ColumnId, DateName, HistorySearch, Sort } from './search.ts';

export function rangeOf({ range, from, to }: Pick<HistorySearch, 'range' | 'from' | 'to'>): Range {
  return range === 'custom' ? { kind: 'between', from, to } : { kind: 'preset', name: range };
}

export function dateOf(job: Job, date: DateName) {
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

/** The jobs that match, in the order they were given. */
export function matching(jobs: readonly Job[], { search, zone, now }: Asked): readonly Job[] {
  const limits = bounds(rangeOf(search), zone, now);
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

const sorted = new WeakMap<readonly Job[], Map<Sort, readonly Job[]>>();

/**
 * All jobs in an order, kept for as long as the list itself is: 100,000 rows take some 100 ms to
 * sort (`npm run bench`), so a page turn or a filter must not sort again.
 */
export function ordered(jobs: readonly Job[], sort: Sort): readonly Job[] {
  const orders = sorted.get(jobs) ?? new Map<Sort, readonly Job[]>();
  sorted.set(jobs, orders);
  const known = orders.get(sort);
  if (known !== undefined) return known;
  const made = sortedBy(jobs, sort);
  orders.set(sort, made);
  return made;
}

/** By one column; where that is equal, newest and then by id, so that pages are never ambiguous. */
function sortedBy(jobs: readonly Job[], sort: Sort): readonly Job[] {
  const down = sort.startsWith('-');
  const column = columnOf(sort);
  const rank = ranks(jobs, column);
  const keyed = jobs.map((job) => ({
    job,
    key: keyOf(job, column, rank),
    ended: finishedAt(job) ?? '',
  }));
  keyed.sort((a, b) => {
    // What has no value stands last, whichever way the rest goes.
    if (a.key === undefined || b.key === undefined) {
      if (a.key !== b.key) return a.key === undefined ? 1 : -1;
    } else if (a.key !== b.key) {
      return a.key < b.key === down ? 1 : -1;
    }
    if (a.ended !== b.ended) return a.ended < b.ended ? 1 : -1;
    return a.job.id < b.job.id ? -1 : 1;
  });
  return keyed.map(({ job }) => job);
}

function columnOf(sort: Sort): ColumnId {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a Sort is a ColumnId behind an optional minus
  return sort.replace(/^-/, '') as ColumnId;
}

/** Places of texts in the order of a reader of English; comparing numbers is ten times faster. */
function ranks(jobs: readonly Job[], column: ColumnId): ReadonlyMap<string, number> {
  if (column !== 'title' && column !== 'status') return new Map();
  const texts = [...new Set(jobs.map((job) => job[column]))];
  const { compare } = new Intl.Collator('en', { numeric: true });
  return new Map(texts.toSorted(compare).map((text, at) => [text, at]));
}

function keyOf(
  job: Job,
  column: ColumnId,
  rank: ReadonlyMap<string, number>,
): string | number | undefined {
  switch (column) {
    case 'title':
    case 'status':
      return rank.get(job[column]);
    case 'id':
      return Number.isNaN(Number(job.id)) ? job.id : Number(job.id);
    case 'by':
      return job.createdBy === undefined ? undefined : Number(job.createdBy);
    case 'created':
    case 'started':
    case 'finished': {
      const at = dateOf(job, column);
      return at === undefined ? undefined : milliseconds(at);
    }
    case 'ran':
      return ranMs(job);
    case 'waited':
      return waitedMs(job);
  }
}
