/** History's state as its URL holds it, and which names in a URL could not be read. */
import * as z from '#contract/zod.ts';
import { isZone } from '#contract/zone.ts';

import type { JobColumnId } from '../../jobs/columns/columns.ts';
import type { Sort as SortOf } from '../../jobs/columns/sort-keys.ts';
import { isLocalDateTime, presets } from '../../time/presets.ts';
import type { Range } from '../../time/range.ts';
import { readFields } from '../../url/read-fields.ts';
import { parseSearch } from '../../url/search.ts';

export const pageSizes = [25, 50, 100, 200] as const;
export const dates = ['finished', 'started', 'created'] as const;
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

const list = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item).max(50));

/** `z.coerce` would read an empty value as 0. */
const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/)
    .transform(Number),
]);
const count = (most: number) => number.pipe(z.int().min(1).max(most));
const local = z.string().refine(isLocalDateTime);
const seconds = number.pipe(z.number().min(0).max(1e9));

/** What each name may hold. A value that can't be read falls back to its default. */
const fields = {
  page: count(1_000_000),
  size: number.pipe(z.literal(pageSizes)),
  status: list(
    z
      .string()
      .trim()
      .min(1)
      .max(100)
      .transform((status) => status.toUpperCase()),
  ),
  date: z.enum(dates),
  range: z.enum([...presets, 'custom']),
  from: local,
  to: local,
  title: z.string().max(400),
  not: list(z.string().max(1_500)),
  by: z.string().regex(/^[A-Za-z0-9_-]{0,64}$/),
  longer: seconds,
  shorter: seconds,
  sort: z
    .string()
    .refine((key): key is Sort => historyColumns.some((id) => key === id || key === `-${id}`)),
  columns: list(z.enum(historyColumns)).transform((ids) => [...new Set(ids)]),
  zone: z.string().refine(isZone),
  ignored: list(z.string().max(100)),
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
  range: z.output<(typeof fields)['range']>;
  from?: string | undefined;
  to?: string | undefined;
  title: string;
  /** Titles that are excluded. */
  not: string[];
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
  not: [],
  by: '',
  sort: '-finished',
  columns: shownAtFirst,
  ignored: [],
  from: undefined,
  to: undefined,
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
  not: 'jobwatch',
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
