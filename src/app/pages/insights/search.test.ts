import { expect } from 'vitest';

import { fc, test } from '#contract/testing/property-test.ts';
import { windowIds } from '#insight/views/failure-matrix.ts';
import { titleSorts } from '#insight/views/sort-titles.ts';

import { markStates } from '../../chart/outcomes.ts';
import { withoutDefaults } from '../../url/read-fields.ts';
import { parseSearch, writeSearch } from '../../url/search.ts';
import { defaults, type InsightsSearch, measures, readSearch, runCounts } from './search.ts';

const pages = fc.integer({ min: 1, max: 100_000 });
const state = fc.option(fc.constantFrom(...markStates), { nil: undefined });
const anySearch: fc.Arbitrary<InsightsSearch> = fc.record({
  range: fc.constantFrom('7d', 'last-24h', 'last-night', 'all'),
  from: fc.constant(undefined),
  to: fc.constant(undefined),
  title: fc.string({ unit: 'grapheme', maxLength: 40 }),
  by: fc.constantFrom('', '42'),
  compare: fc.boolean(),
  runs: fc.constantFrom(...runCounts),
  sort: fc.constantFrom(...titleSorts),
  page: pages,
  grid: state,
  gridPage: pages,
  timeline: state,
  timelinePage: pages,
  of: fc.constantFrom(undefined, 'Nightly export'),
  durations: state,
  failures: fc.constantFrom(...windowIds, '3h-change', '7d-change'),
  failuresPage: pages,
  status: fc.constantFrom(undefined, 'TIMEOUT', 'PAUSED'),
  measure: fc.constantFrom(...measures),
  coming: fc.constantFrom(undefined, 'planned', 'likely'),
  quarter: fc.constantFrom(undefined, '2026-11-24T10:15:00.000Z'),
  zone: fc.constantFrom(undefined, 'Europe/Berlin'),
});

test.prop([anySearch])('what Insights show is read from their address as it was', (search) => {
  const address = writeSearch(withoutDefaults(search, defaults));
  expect(readSearch(parseSearch(address))).toEqual(search);
});

test.each([
  ['grid', 'sideways'],
  ['gridPage', '0'],
  ['failures', '2h'],
  ['failuresPage', '1.5'],
  ['measure', 'weight'],
  ['status', 'x'.repeat(101)],
  ['coming', 'soon'],
  ['quarter', 'later'],
])('%s=%s can’t be read, and is as if it were not there', (name, value) => {
  expect(readSearch({ [name]: value })).toEqual(defaults);
});
