/** The state of Insights as its URL holds it: one range, one zone and the same filters for all views. */
import * as v from 'valibot';

import { isZone } from '#contract/zone.ts';

import { type TitleSort, titleSorts } from '../../insight/views/sort-titles.ts';
import { isMoment, presets } from '../../time/presets.ts';
import { readFields } from '../../url/read-fields.ts';

/** How many runs of each title the grid shows. */
export const runCounts = [10, 25, 50, 100] as const;

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
  of: v.pipe(v.string(), v.maxLength(1_500)),
  zone: v.pipe(v.string(), v.check(isZone)),
};

type Sort = TitleSort | `-${TitleSort}`;

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
  /** The title whose durations are shown; the one that needs attention most unless given. */
  of: string | undefined;
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
  of: undefined,
  zone: undefined,
};

let last: { raw: Record<string, unknown>; search: InsightsSearch } | undefined;

/** A URL's search as far as it can be read; the same object for the same search. */
export function readSearch(raw: Record<string, unknown>): InsightsSearch {
  if (last?.raw !== raw) last = { raw, search: readFields(raw, { fields, defaults }).search };
  return last.search;
}
