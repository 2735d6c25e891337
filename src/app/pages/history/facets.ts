/** What a list of jobs holds: how often each title, status and creator, and what the jobs come to. */
import { type Summary, summary } from '#insight/summary.ts';

import type { Coded } from '../../jobs/lazy-jobs.ts';
import type { Found } from './filter.ts';

type Counted = readonly (readonly [string, number])[];

export type Facets = { titles: Counted; statuses: ReadonlyMap<string, number>; creators: Counted };

/** More are no help to somebody who types. */
const mostTitles = 200;

const cached = new WeakMap<Found, Facets>();

/** Most frequent first. Counted once for what was found. */
export function facets(found: Found): Facets {
  const before = cached.get(found);
  if (before !== undefined) return before;
  const { index, rows } = found;
  const made = {
    titles: frequent(counts(index.titles(), rows)).slice(0, mostTitles),
    statuses: inUpperCase(counts(index.statuses(), rows)),
    creators: frequent(counts(index.creators(), rows)),
  };
  cached.set(found, made);
  return made;
}

/** Of each value that some row has; the empty one is none. */
function counts({ values, codes }: Coded, rows: Uint32Array): Counted {
  const found = new Uint32Array(values.length);
  for (let at = 0; at < rows.length; at += 1) {
    const code = codes[rows[at] ?? 0] ?? 0;
    found[code] = (found[code] ?? 0) + 1;
  }
  return values
    .map((value, code) => [value, found[code] ?? 0] as const)
    .filter(([value, count]) => value !== '' && count > 0);
}

function inUpperCase(counted: Counted): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [value, count] of counted) {
    const upper = value.toUpperCase();
    sums.set(upper, (sums.get(upper) ?? 0) + count);
  }
  return sums;
}

function frequent(counted: Counted): Counted {
  return counted.toSorted(([, a], [, b]) => b - a);
}

const summaries = new WeakMap<Found, Summary>();

/** Summed up once for what was found. */
export function summaryOf(found: Found): Summary {
  const before = summaries.get(found);
  if (before !== undefined) return before;
  const { index, rows } = found;
  const ran = index.ran();
  const spans = new Float64Array(rows.length);
  let timed = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const span = ran[rows[at] ?? 0] ?? Number.NaN;
    if (Number.isNaN(span)) continue;
    spans[timed] = span;
    timed += 1;
  }
  const statuses = counts(index.statuses(), rows);
  const made = summary({ rows: rows.length, statuses, spans: spans.subarray(0, timed) });
  summaries.set(found, made);
  return made;
}
