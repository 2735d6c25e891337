/** The state of a title's page as its URL holds it. */
import * as v from 'valibot';

import { isJobId } from '#contract/field.ts';
import { isZone } from '#contract/zone.ts';

import { readFields } from '../../url/read-fields.ts';

export const runCounts = [50, 100, 200] as const;

const run = v.pipe(v.string(), v.check(isJobId));

/** What each name may hold. A value that can't be read falls back to its default. */
const fields = {
  title: v.pipe(v.string(), v.maxLength(1_500)),
  runs: v.pipe(v.unknown(), v.toNumber(), v.picklist(runCounts)),
  a: run,
  b: run,
  zone: v.pipe(v.string(), v.check(isZone)),
};

export type TitleSearch = {
  /** To the letter; empty for jobs without one, undefined where the link has none. */
  title: string | undefined;
  /** How many of its runs are shown, the newest. */
  runs: (typeof runCounts)[number];
  /** IDs of the runs that are compared. */
  a: string | undefined;
  b: string | undefined;
  zone: string | undefined;
};

export const defaults: TitleSearch = {
  title: undefined,
  runs: 50,
  a: undefined,
  b: undefined,
  zone: undefined,
};

let last: { raw: Record<string, unknown>; search: TitleSearch } | undefined;

/** A URL's search as far as it can be read; the same object for the same search. */
export function readSearch(raw: Record<string, unknown>): TitleSearch {
  if (last?.raw !== raw) last = { raw, search: readFields(raw, { fields, defaults }).search };
  return last.search;
}
