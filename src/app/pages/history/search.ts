/** History's state as its URL holds it, and which names in a URL could not be read. */
import * as v from 'valibot';

import { isJobId } from '#contract/field.ts';
import { isZone } from '#contract/zone.ts';
import { isMoment, presets } from '#insight/time/presets.ts';
import type { Range } from '#insight/time/range.ts';

import type { JobColumnId } from '../../jobs/columns/columns.ts';
import type { Sort as SortOf } from '../../jobs/columns/sort-keys.ts';
import { readFields } from '../../url/read-fields.ts';
import { parseSearch } from '../../url/search.ts';

export const pageSizes = [25, 50, 100, 200] as const;
/** `over`: as `finished`, and of jobs without an end when they were given up (`overAt`). */
export const dates = ['finished', 'over', 'started', 'created'] as const;
export type DateName = (typeof dates)[number];

/** The columns that History can show. */
export const historyColumns = [
  'status',
  'title',
  'id',
  'by',
  'created',
  'planned',
  'started',
  'finished',
  'ran',
  'waited',
] as const satisfies readonly JobColumnId[];
export type ColumnId = (typeof historyColumns)[number];

const shownAtFirst: ColumnId[] = ['status', 'title', 'id', 'by', 'started', 'finished', 'ran'];

const list = <T extends v.GenericSchema>(item: T) =>
  v.pipe(
    v.unknown(),
    v.transform((value): unknown[] => (Array.isArray(value) ? value : [value])),
    v.array(item),
    v.maxLength(50),
  );

/** `v.toNumber` would read an empty value as 0. */
const number = v.union([
  v.number(),
  v.pipe(v.string(), v.regex(/^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/), v.transform(Number)),
]);
const count = (most: number) => v.pipe(number, v.integer(), v.minValue(1), v.maxValue(most));
const moment = v.pipe(v.string(), v.check(isMoment));
const seconds = v.pipe(number, v.minValue(0), v.maxValue(1e9));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));

/** What each name may hold. A value that can't be read falls back to its default. */
const fields = {
  page: count(1_000_000),
  size: v.pipe(number, v.picklist(pageSizes)),
  // An empty one is that of a job without any.
  status: list(v.pipe(v.string(), v.trim(), v.maxLength(100), v.toUpperCase())),
  date: v.picklist(dates),
  range: v.picklist([...presets, 'custom']),
  from: moment,
  to: moment,
  title: text(400),
  is: list(text(1_500)),
  not: list(text(1_500)),
  id: list(v.pipe(v.string(), v.check(isJobId))),
  hour: v.pipe(
    v.string(),
    v.regex(/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:[01]\d|2[0-3]):00 \S{1,64}$/),
    v.check((text) => isZone(text.slice('Mon 00:00 '.length))),
  ),
  by: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{0,64}$/)),
  longer: seconds,
  shorter: seconds,
  sort: v.custom<Sort>((key) => historyColumns.some((id) => key === id || key === `-${id}`)),
  columns: v.pipe(
    list(v.picklist(historyColumns)),
    v.transform((ids) => [...new Set(ids)]),
  ),
  zone: v.pipe(v.string(), v.check(isZone)),
  ignored: list(text(100)),
};

export function isField(name: string): boolean {
  return Object.hasOwn(fields, name);
}

export type Sort = SortOf<ColumnId>;

export type HistorySearch = {
  page: number;
  size: (typeof pageSizes)[number];
  /** In upper case; an empty list means any. */
  status: string[];
  /** Which date the range filters. */
  date: DateName;
  range: v.InferOutput<(typeof fields)['range']>;
  /** Local times of the zone, or instants. */
  from?: string | undefined;
  to?: string | undefined;
  title: string;
  /** Titles of which a job has one, to the letter; an empty list means any. */
  is: string[];
  /** Titles that are excluded. */
  not: string[];
  /** IDs of the only jobs that match; an empty list means any. */
  id: string[];
  /** The hour of the week of that date, such as `Mon 03:00 Europe/Berlin`. */
  hour?: string | undefined;
  by: string;
  /** Seconds. */
  longer?: number | undefined;
  shorter?: number | undefined;
  sort: Sort;
  columns: ColumnId[];
  /** Overrides the viewer's own, so that a shared link means the same everywhere. */
  zone?: string | undefined;
  /** Names in the URL that could not be read; the next change drops them. */
  ignored: string[];
};

/** Has every name, as the router lays these over the URL's own values: none must remain. */
export const defaults: HistorySearch = {
  page: 1,
  size: 50,
  status: [],
  date: 'finished',
  range: 'all',
  title: '',
  is: [],
  not: [],
  id: [],
  by: '',
  sort: '-finished',
  columns: shownAtFirst,
  ignored: [],
  from: undefined,
  to: undefined,
  hour: undefined,
  longer: undefined,
  shorter: undefined,
  zone: undefined,
};

/** What in a search decides which jobs match; the rest is how they are shown. */
export type FilterKey = Exclude<
  keyof HistorySearch,
  'page' | 'size' | 'sort' | 'columns' | 'zone' | 'ignored'
>;

/**
 * Who can apply each filter: Vault, or only Jobwatch to jobs that it has read. `query.ts` reads it,
 * so that no filter which Vault lacks is dropped from a request. Exports name them in this order.
 */
const filteredBy: Record<FilterKey, 'vault' | 'jobwatch'> = {
  range: 'vault',
  date: 'vault',
  from: 'vault',
  to: 'vault',
  status: 'vault',
  title: 'jobwatch',
  is: 'jobwatch',
  not: 'jobwatch',
  id: 'jobwatch',
  hour: 'jobwatch',
  by: 'jobwatch',
  longer: 'jobwatch',
  shorter: 'jobwatch',
};

export const filterKeys = Object.keys(filteredBy).filter(isFilterKey);

function isFilterKey(name: string): name is FilterKey {
  return Object.hasOwn(filteredBy, name);
}

/** Whether a filter is set that Vault does not have. Spaces alone are no words of a title. */
export function needsOwnFilter(search: HistorySearch): boolean {
  if (search.date === 'over' && search.range !== 'all') return true;
  return filterKeys.some((key) => {
    const value = search[key];
    const trimmed = typeof value === 'string' ? value.trim() : value;
    return (
      filteredBy[key] === 'jobwatch' && JSON.stringify(trimmed) !== JSON.stringify(defaults[key])
    );
  });
}

/** A URL's search as far as it can be read, and the names that could not be. */
export function readSearch(raw: Record<string, unknown>): {
  search: HistorySearch;
  ignored: string[];
} {
  return readFields(raw, { fields, defaults });
}

/** A saved view's search as far as it can be read. It starts on its first page, wherever it was saved. */
export function readView(saved: string): HistorySearch {
  const { page: _, ignored: __, ...named } = parseSearch(saved);
  const { search, ignored } = readSearch(named);
  return { ...search, ignored };
}

export function rangeOf({ range, from, to }: Pick<HistorySearch, 'range' | 'from' | 'to'>): Range {
  return range === 'custom' ? { kind: 'between', from, to } : { kind: 'preset', name: range };
}
