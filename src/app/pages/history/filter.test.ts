import { describe, expect } from 'vitest';

import type { Job } from '#contract/jobs.ts';
import { fc, test } from '#contract/testing/property-test.ts';
import { actualStart, overAt, plannedStart } from '#insight/job-times.ts';
import { at, hour, job, now, run } from '#insight/testing/jobs.ts';
import { bounds } from '#insight/time/range.ts';

import { jobsOfList } from '../../jobs/lazy-jobs.ts';
import { allOf, type Found, matching, ordered, orderedPage } from './filter.ts';
import { defaults, historyColumns, type HistorySearch, rangeOf } from './search.ts';
import { anyFilters, anyJobs, anySort } from './testing/arbitraries.ts';

const zone = 'Europe/Berlin';
const asked = (part: Partial<HistorySearch>) => {
  const search = { ...defaults, ...part };
  return { search, bounds: bounds(rangeOf(search), zone, now) };
};
const ids = (jobs: readonly Job[]) => jobs.map(({ id }) => id);
const find = (jobs: readonly Job[], part: Partial<HistorySearch>) =>
  matching(jobsOfList(jobs), asked(part));
/** As they come. */
const jobsOf = ({ index, rows }: Found) => [...rows].flatMap((row) => index.jobs.at(row) ?? []);
const all = (jobs: readonly Job[]) => allOf(jobsOfList(jobs));

/** The same in plain steps: what each filter says of one job. */
function passes(one: Job, search: HistorySearch): boolean {
  const { from = '', to = '9' } = bounds(rangeOf(search), zone, now);
  const dates = {
    finished: one.end,
    over: overAt(one),
    started: actualStart(one),
    created: one.created,
  };
  const date = dates[search.date];
  const ran = (Date.parse(one.end ?? '') - Date.parse(actualStart(one) ?? '')) / 1_000;
  if (from !== '' || to !== '9') {
    if (date === undefined || date < from || date >= to) return false;
  }
  if (search.status.length > 0 && !search.status.includes(one.status.toUpperCase())) return false;
  for (const word of search.title.toUpperCase().split(' ')) {
    if (!one.title.toUpperCase().includes(word)) return false;
  }
  if (search.is.length > 0 && !search.is.includes(one.title)) return false;
  if (search.id.length > 0 && !search.id.includes(one.id)) return false;
  if (search.hour !== undefined && !isShown(date, search.hour)) return false;
  if (search.not.includes(one.title)) return false;
  if (search.by !== '' && one.createdBy !== search.by) return false;
  if (search.longer !== undefined && !(ran >= Math.max(search.longer, 0))) return false;
  if (search.shorter !== undefined && !(ran >= 0 && ran <= search.shorter)) return false;
  return true;
}

/** Whether the clocks of the zone, which the hour names, show it at this date. */
function isShown(date: string | undefined, weekHour: string): boolean {
  const [weekday, hour, timeZone] = weekHour.split(' ');
  if (date === undefined) return false;
  const parts = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).formatToParts(Date.parse(date));
  const shown = (name: string) => parts.find(({ type }) => type === name)?.value;
  return shown('weekday') === weekday && `${shown('hour')}:00` === hour;
}

describe('a search', () => {
  test.prop([anyJobs, anyFilters], { numRuns: 1_000 })(
    'finds the jobs that each of its filters lets pass, in their order',
    (jobs, filters) => {
      const { search } = asked(filters);
      // Of a run that ends before it starts nobody knows how long it took.
      const expected = jobs.filter((one) => passes(one, search));
      expect(ids(jobsOf(find(jobs, filters)))).toEqual(ids(expected));
    },
  );

  test('without filters finds all, without a copy', () => {
    const jobs = [run(1, hour, hour)];
    expect(find(jobs, {})).toBe(all(jobs));
  });

  test('takes words in any order and case, but each of them', () => {
    const jobs = [job({ title: 'Nightly Export' })];
    const found = (title: string) => find(jobs, { title }).rows.length;
    expect(['export nightly', '  EXPORT ', 'night'].map(found)).toEqual([1, 1, 1]);
    expect(['export daily', 'nightlyexport'].map(found)).toEqual([0, 0]);
  });

  test('knows statuses whatever their case, and those that Vault invents', () => {
    const jobs = [job({ id: 1, status: 'Brand_New' }), job({ id: 2, status: 'SUCCESS' })];
    expect(ids(jobsOf(find(jobs, { status: ['BRAND_NEW'] })))).toEqual(['1']);
    expect(ids(jobsOf(find(jobs, { status: ['SUCCESS', 'BRAND_NEW'] })))).toEqual(['1', '2']);
  });

  test('has its first moment and not its last', () => {
    const jobs = [0, 1, 2].map((hours) => job({ id: hours + 1, end: at(hours * hour) }));
    const range = { range: 'custom', from: '2026-11-24T11:00', to: '2026-11-24T12:00' } as const;
    expect(ids(jobsOf(find(jobs, range)))).toEqual(['1']);
  });

  test('for a date leaves out jobs without one, and guesses none', () => {
    const jobs = [
      job({ id: 1, status: 'SUCCESS', start: at(-hour), modified: at(-hour) }),
      job({ id: 2, status: 'SUCCESS', start: at(-2 * hour), end: at(-hour) }),
      job({ id: 3, status: 'MISSED_SCHEDULE', start: at(-hour), modified: at(-hour) }),
      job({ id: 4, status: 'CANCELLED', created: at(-hour), start: at(-hour) }),
      job({ id: 5, status: 'FAILED_TO_RUN', start: at(-hour), end: at(-hour) }),
    ];
    const found = (date: HistorySearch['date']) =>
      ids(jobsOf(find(jobs, { range: 'last-24h', date })));
    expect(found('finished')).toEqual(['2', '5']);
    expect(found('started')).toEqual(['1', '2', '5']);
    expect(found('created')).toEqual(['4']);
  });
});

/** A column's value as a reader would compare it; undefined where there is none. */
function valueOf(one: Job, column: (typeof historyColumns)[number]): string | number | undefined {
  const [created, planned, start, end] = [
    one.created,
    plannedStart(one),
    actualStart(one),
    one.end,
  ].map((date) => (date === undefined ? undefined : Date.parse(date)));
  switch (column) {
    case 'status':
    case 'title':
      return one[column] === '' ? undefined : one[column];
    case 'id':
      return one.id;
    case 'by':
      return one.createdBy;
    case 'created':
      return created;
    case 'planned':
      return planned;
    case 'started':
      return start;
    case 'finished':
      return end;
    case 'ran':
      return span(start, end);
    case 'waited':
      return span(created, start);
  }
}

function span(from = Number.NaN, to = Number.NaN): number | undefined {
  return to >= from ? to - from : undefined;
}

/** Numbers as such, also where they are written; what is none comes after them. */
function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' || typeof b === 'number') return Number(a) - Number(b);
  const [first, second] = [a, b].map((text) => /^(?:0|[1-9]\d{0,14})$/.test(text));
  if (first !== second) return first === true ? -1 : 1;
  return a.localeCompare(b, 'en', { numeric: true });
}

describe('an order', () => {
  test.prop([anyJobs, anySort], { numRuns: 500 })(
    'is by its column, with what has no value last, whichever way',
    (jobs, sort) => {
      const column = historyColumns.find((id) => sort.endsWith(id)) ?? 'id';
      const sorted = ordered(all(jobs), sort);
      expect(ids(sorted).toSorted()).toEqual(ids(jobs).toSorted());
      const values = sorted.map((one) => valueOf(one, column));
      const known = values.filter((value) => value !== undefined);
      expect(values.slice(0, known.length)).toEqual(known);
      for (const [place, value] of known.slice(1).entries()) {
        const step = compare(known[place] ?? '', value);
        expect(sort.startsWith('-') ? -step : step).toBeLessThanOrEqual(0);
      }
    },
  );

  test.prop([anyJobs, anySort])('does not depend on how the jobs came', (jobs, sort) => {
    expect(ids(ordered(all(jobs.toReversed()), sort))).toEqual(ids(ordered(all(jobs), sort)));
  });

  test.prop([anyJobs, anySort, fc.integer({ min: 1, max: 50 })])(
    'has pages that add up to the whole, of any size',
    (jobs, sort, size) => {
      const sorted = ordered(all(jobs), sort);
      const pages = Array.from({ length: Math.ceil(jobs.length / size) }, (_, page) =>
        ordered(all([...jobs]), sort).slice(page * size, (page + 1) * size),
      );
      expect(ids(pages.flat())).toEqual(ids(sorted));
    },
  );

  const anyPage = fc.record({ from: fc.nat(30), to: fc.nat(50) });

  test.prop([fc.record({ jobs: anyJobs, filters: anyFilters, sort: anySort, page: anyPage })])(
    'has pages of what a search finds that are cut from all of that in order',
    ({ jobs, filters, sort, page }) => {
      const found = find(jobs, filters);
      const expected = ordered(all(jobsOf(found)), sort);
      expect(ids(ordered(found, sort))).toEqual(ids(expected));
      const { from, to } = page;
      expect(ids(orderedPage(found, sort, page))).toEqual(
        ids(expected).slice(from, Math.max(from, to)),
      );
    },
  );

  test('counts ids as numbers and puts those that are none after them', () => {
    const jobs = ['B', '100', '9', '10', 'a'].map((id) => job({ id }));
    expect(ids(ordered(all(jobs), 'id'))).toEqual(['9', '10', '100', 'a', 'B']);
    expect(ids(ordered(all(jobs), '-id'))).toEqual(['B', 'a', '100', '10', '9']);
  });

  test('of equals is newest first, and then by id', () => {
    const jobs = [
      run(10, hour, 1),
      run(9, hour, 1),
      run(3, 0, 1),
      job({ id: 4, status: 'SUCCESS' }),
    ];
    for (const sort of ['status', '-status', 'title'] as const) {
      expect(ids(ordered(all(jobs), sort))).toEqual(['3', '9', '10', '4']);
    }
  });

  test('is worked out once for each list', () => {
    const jobs = [run(1, hour, 1), run(2, 0, 1)];
    expect(ordered(all(jobs), 'title')).toBe(ordered(all(jobs), 'title'));
    expect(ordered(all(jobs), '-finished')).toBe(ordered(all(jobs), '-finished'));
    expect(ordered(all([...jobs]), 'title')).not.toBe(ordered(all(jobs), 'title'));
    expect(ids(jobs)).toEqual(['1', '2']);
  });
});
