/** The state of Insights as its URL holds it: one range, one zone and the same filters for all views. */
import * as v from 'valibot';

import { isZone } from '#contract/zone.ts';
import { isInstantText, isMoment, presets } from '#insight/time/presets.ts';
import { windowIds, type MatrixSort } from '#insight/views/failure-matrix.ts';
import { comingKinds } from '#insight/views/forecast.ts';
import { type TitleSort, titleSorts } from '#insight/views/sort-titles.ts';

import { markStates } from '../../chart/outcomes.ts';
import { readFields } from '../../url/read-fields.ts';

/** How many runs of each title the grid shows. */
export const runCounts = [10, 25, 50, 100] as const;

/** What the heat map shows of each hour. */
export const measures = ['count', 'failed', 'median'] as const;

/** Of the titles of a view, from 1. */
const pageNumber = v.pipe(
  v.unknown(),
  v.toNumber(),
  v.integer(),
  v.minValue(1),
  v.maxValue(100_000),
);
const markState = v.picklist(markStates);

/** What each name may hold. A value that can't be read falls back to its default. */
const fields = {
  range: v.picklist([...presets, 'custom']),
  from: v.pipe(v.string(), v.check(isMoment)),
  to: v.pipe(v.string(), v.check(isMoment)),
  title: v.pipe(v.string(), v.maxLength(400)),
  by: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{0,64}$/)),
  compare: v.union([
    v.boolean(),
    v.pipe(
      v.picklist(['true', 'false']),
      v.transform((value) => value === 'true'),
    ),
  ]),
  runs: v.pipe(v.unknown(), v.toNumber(), v.picklist(runCounts)),
  sort: v.custom<Sort>((sort) => titleSorts.some((by) => sort === by || sort === `-${by}`)),
  page: pageNumber,
  grid: markState,
  gridPage: pageNumber,
  timeline: markState,
  timelinePage: pageNumber,
  of: v.pipe(v.string(), v.maxLength(1_500)),
  durations: markState,
  failures: v.custom<FailuresSort>((sort) =>
    windowIds.some((id) => sort === id || sort === `${id}-change`),
  ),
  failuresPage: pageNumber,
  status: v.pipe(v.string(), v.maxLength(100)),
  measure: v.picklist(measures),
  coming: v.picklist(comingKinds),
  quarter: v.pipe(v.string(), v.check(isInstantText)),
  zone: v.pipe(v.string(), v.check(isZone)),
};

type Sort = TitleSort | `-${TitleSort}`;
type FailuresSort = MatrixSort['window'] | `${MatrixSort['window']}-change`;

export type InsightsSearch = {
  range: v.InferOutput<(typeof fields)['range']>;
  from: string | undefined;
  to: string | undefined;
  /** Words of the titles. */
  title: string;
  by: string;
  /** With the period of the same length before it. */
  compare: boolean;
  runs: (typeof runCounts)[number];
  /** What the titles are sorted by. */
  sort: Sort;
  /** Which of the titles are shown, a page at a time. */
  page: number;
  /** The marks of the run grid that are shown alone. */
  grid: (typeof markStates)[number] | undefined;
  gridPage: number;
  /** Those of the timeline. */
  timeline: (typeof markStates)[number] | undefined;
  timelinePage: number;
  /** The title whose durations are shown; the one that needs attention most unless given. */
  of: string | undefined;
  /** The marks of durations that are shown alone. */
  durations: (typeof markStates)[number] | undefined;
  /** The span of time by which failures are sorted, or by its change. */
  failures: FailuresSort;
  failuresPage: number;
  /** The status whose throughput is shown alone. */
  status: string | undefined;
  /** Of each hour of the week. */
  measure: (typeof measures)[number];
  /** The kind of the coming runs that are shown alone. */
  coming: (typeof comingKinds)[number] | undefined;
  /** The beginning of the quarter of an hour whose coming runs are listed. */
  quarter: string | undefined;
  zone: string | undefined;
};

export const defaults: InsightsSearch = {
  range: '7d',
  from: undefined,
  to: undefined,
  title: '',
  by: '',
  compare: true,
  runs: 25,
  sort: 'attention',
  page: 1,
  grid: undefined,
  gridPage: 1,
  timeline: undefined,
  timelinePage: 1,
  of: undefined,
  durations: undefined,
  failures: '24h',
  failuresPage: 1,
  status: undefined,
  measure: 'count',
  coming: undefined,
  quarter: undefined,
  zone: undefined,
};

let last: { raw: Record<string, unknown>; search: InsightsSearch } | undefined;

/** A URL's search as far as it can be read; the same object for the same search. */
export function readSearch(raw: Record<string, unknown>): InsightsSearch {
  if (last?.raw !== raw) last = { raw, search: readFields(raw, { fields, defaults }).search };
  return last.search;
}
