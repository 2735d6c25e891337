import { describe, expect } from 'vitest';

/** A number's link opens just the rows that it counts: `rowsOf` says which, History finds them by its address. */
import { fc, test } from '#contract/testing/property-test.ts';
import { type RowsFilter, rowsOf } from '#insight/rows-filter.ts';
import { day, now } from '#insight/testing/jobs.ts';
import { bounds } from '#insight/time/range.ts';

import { historySearch } from '../../components/RowsLink.tsx';
import { jobsOfList } from '../../jobs/lazy-jobs.ts';
import { parseSearch, writeSearch } from '../../url/search.ts';
import { matching } from './filter.ts';
import { rangeOf, readSearch } from './search.ts';
import { anyJobs } from './testing/arbitraries.ts';

const zones = ['UTC', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/New_York'];
const moment = fc.integer({ min: -40 * day, max: 2 * day }).map((ms) => now + ms);
const some = (values: string[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });

const anyFilter: fc.Arbitrary<RowsFilter> = fc.record(
  {
    titles: some([
      'Nightly export',
      'Export to NIGHT',
      'Ärger 10',
      '',
      '__proto__',
      'nightly export',
    ]),
    statuses: some(['SUCCESS', 'TIMEOUT', 'CANCELLED', 'MISSED_SCHEDULE', 'Brand new', '']),
    ids: fc.uniqueArray(fc.nat(200).map(String), { minLength: 1, maxLength: 50 }),
    weekHour: fc.record({
      weekday: fc.integer({ min: 0, max: 6 }),
      hour: fc.integer({ min: 0, max: 23 }),
      zone: fc.constantFrom(...zones),
    }),
    date: fc.constantFrom('over' as const, 'started' as const),
    from: moment,
    to: moment,
  },
  { requiredKeys: [] },
);

describe('the link of a number', () => {
  test.prop([anyJobs, anyFilter, fc.constantFrom(...zones)], { numRuns: 500 })(
    'opens the rows that are counted, whatever the zone on screen',
    (jobs, filter, zone) => {
      const { search, ignored } = readSearch(
        parseSearch(writeSearch(historySearch(filter, { zone }))),
      );
      expect(ignored).toEqual([]);
      const found = matching(jobsOfList(jobs), {
        search,
        bounds: bounds(rangeOf(search), zone, now),
      });
      expect([...found.rows].map((row) => jobs[row])).toEqual(rowsOf(jobs, filter));
    },
  );

  test('keeps the filters of its page', () => {
    const search = historySearch({ titles: ['A'] }, { title: ' a b ', by: '7', zone: 'UTC' });
    expect(search).toEqual({ is: ['A'], title: ' a b ', by: '7', zone: 'UTC' });
    expect(historySearch({}, { title: '  ', by: '' })).toEqual({});
  });
});
