import * as v from 'valibot';

import { userId } from '#contract/field.ts';
/** For tests: any jobs that Vault may list, and any search that a History address may have. */
import { fc } from '#contract/testing/property-test.ts';
import { at, day, job, now } from '#insight/testing/jobs.ts';
import { presets } from '#insight/time/presets.ts';
import { localOf } from '#insight/time/range.ts';
import { weekHourText } from '#insight/week-hour.ts';

import {
  historyColumns,
  dates,
  defaults,
  type HistorySearch,
  pageSizes,
  type Sort,
} from '../search.ts';

const moment = fc.option(
  fc.integer({ min: -40, max: 2 }).map((days) => at(days * day)),
  {
    nil: undefined,
  },
);

/** Few values, so that many are equal and filters match some jobs. */
const titles = ['Nightly export', 'Export to NIGHT', 'Ärger 10', 'Ärger 9', '', '__proto__'];
const statuses = ['SUCCESS', 'TIMEOUT', 'CANCELLED', 'MISSED_SCHEDULE', 'Brand new', ''];
const users = ['1', '9', '10', 'system'];

const id = fc.oneof(
  fc.nat(200).map(String),
  fc.constantFrom('9007199254740993', '9007199254740992', 'A-1', 'b', '007'),
);

const anyJob = fc
  .record({
    id,
    title: fc.constantFrom(...titles),
    status: fc.constantFrom(...statuses),
    createdBy: fc.constantFrom(...users.map((user) => v.parse(userId, user)), undefined),
    created: moment,
    modified: moment,
    start: moment,
    end: moment,
  })
  .map(job);

export const anyJobs = fc.uniqueArray(anyJob, { selector: (one) => one.id, maxLength: 40 });

export const anySort: fc.Arbitrary<Sort> = fc
  .tuple(fc.constantFrom('', '-'), fc.constantFrom(...historyColumns))
  .map(([minus, column]): Sort => (minus === '' ? column : `-${column}`));

const local = fc
  .integer({ min: -40 * 24, max: 48 })
  .map((hours) => localOf(now + hours * 3_600_000, 'UTC'));
const instantText = fc
  .integer({ min: -40 * 24 * 3_600, max: 48 * 3_600 })
  .map((seconds) => at(seconds * 1_000 + 123));
const edge = fc.oneof(local, instantText);
const seconds = fc.integer({ min: 0, max: 20 * 86_400 });

const weekHour = fc
  .record({
    weekday: fc.integer({ min: 0, max: 6 }),
    hour: fc.integer({ min: 0, max: 23 }),
    zone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata'),
  })
  .map(weekHourText);

/** Each filter by itself, with values that matter to `anyJobs`. */
export const anyFilters: fc.Arbitrary<Partial<HistorySearch>> = fc.record(
  {
    status: fc.uniqueArray(fc.constantFrom('SUCCESS', 'TIMEOUT', 'BRAND NEW', 'UNHEARD OF')),
    date: fc.constantFrom(...dates),
    range: fc.constantFrom(...presets, 'custom' as const),
    from: fc.option(edge, { nil: undefined }),
    to: fc.option(edge, { nil: undefined }),
    title: fc.constantFrom('', '  ', 'night', 'EXPORT night', 'night export', 'ärger', 'port x'),
    is: fc.uniqueArray(fc.constantFrom(...titles, 'nightly EXPORT'), { maxLength: 2 }),
    id: fc.uniqueArray(fc.nat(200).map(String), { maxLength: 30 }),
    hour: fc.option(weekHour, { nil: undefined }),
    not: fc.uniqueArray(fc.constantFrom(...titles), { maxLength: 2 }),
    by: fc.constantFrom('', ...users),
    longer: fc.option(seconds, { nil: undefined }),
    shorter: fc.option(seconds, { nil: undefined }),
  },
  { requiredKeys: [] },
);

const text = (most: number) => fc.string({ unit: 'grapheme', maxLength: most });
const real = fc.double({ min: 0, max: 1e9, noNaN: true }).map((value) => value + 0); // no -0

/** Any search that a URL can contain, hostile ones too. */
export const anySearch: fc.Arbitrary<HistorySearch> = fc
  .record(
    {
      page: fc.integer({ min: 1, max: 1_000_000 }),
      size: fc.constantFrom(...pageSizes),
      status: fc.array(
        text(20)
          .map((status) => status.toUpperCase().trim())
          .filter((status) => status.toUpperCase() === status),
        { maxLength: 50 },
      ),
      date: fc.constantFrom(...dates),
      range: fc.constantFrom(...presets, 'custom' as const),
      from: edge,
      to: edge,
      title: text(100),
      is: fc.array(text(100), { maxLength: 50 }),
      id: fc.array(fc.nat(9_999_999).map(String), { maxLength: 50 }),
      hour: weekHour,
      not: fc.array(text(100), { maxLength: 50 }),
      by: fc.stringMatching(/^[A-Za-z0-9_-]{0,64}$/),
      longer: real,
      shorter: real,
      sort: anySort,
      ignored: fc.array(text(50), { maxLength: 50 }),
      columns: fc.uniqueArray(fc.constantFrom(...historyColumns), { minLength: 1 }),
      zone: fc.constantFrom(
        'UTC',
        'Europe/Berlin',
        'America/Argentina/Buenos_Aires',
        'Asia/Kolkata',
      ),
    },
    { requiredKeys: [] },
  )
  .map((search) => ({ ...defaults, ...search }));
