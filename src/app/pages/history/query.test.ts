import { describe, expect } from 'vitest';

import { instant } from '#contract/instant.ts';
import { histories } from '#contract/jobs.ts';
import { historyStatuses } from '#contract/status.ts';
import { fc, test } from '#contract/testing/property-test.ts';
import { job, now } from '#insight/testing/jobs.ts';
import { bounds } from '#insight/time/range.ts';

import type { JobList } from '../../queries/jobs.ts';
import { type HistoryQuery, pageOfNewest, vaultQuery } from './query.ts';
import { defaults, historyColumns, type HistorySearch, pageSizes, rangeOf } from './search.ts';
import { anyFilters, anySearch } from './testing/arbitraries.ts';

const ask = (part: Partial<HistorySearch>, zone = 'Europe/Berlin') => {
  const search = { ...defaults, ...part };
  return vaultQuery(search, bounds(rangeOf(search), zone, now));
};

describe('a filter that Vault does not have', () => {
  test.each<[string, Partial<HistorySearch>]>([
    ['words of a title', { title: 'x' }],
    ['excluded titles', { not: ['x'] }],
    ['a creator', { by: '7' }],
    ['a minimum duration', { longer: 0 }],
    ['a maximum duration', { shorter: 0 }],
    ['two statuses', { status: ['SUCCESS', 'TIMEOUT'] }],
    ['a status that its filter does not know', { status: ['BRAND NEW'] }],
    ['a status of jobs that have not finished', { status: ['RUNNING'] }],
  ])('%s is never sent to Vault', (_, part) => {
    expect(ask(part)).toBeUndefined();
  });

  test.each(historyColumns.flatMap((id) => [id, `-${id}`] as const))(
    'an order by %s is never sent to Vault, unless it is its own',
    (sort) => {
      expect(ask({ sort }) !== undefined).toBe(sort === '-finished');
    },
  );

  test.prop([fc.oneof(anySearch, anyFilters)])(
    'is not dropped from a query that is sent',
    (part) => {
      const sent = ask(part);
      if (sent === undefined) return;
      const { title, not, by, sort, longer, shorter, status } = { ...defaults, ...part };
      expect([title.trim(), not, by, sort, longer, shorter]).toEqual([
        '',
        [],
        '',
        defaults.sort,
        undefined,
        undefined,
      ]);
      expect([sent.status].filter(Boolean)).toEqual(status.map((one) => one.toLowerCase()));
    },
  );
});

describe('a query to Vault', () => {
  const date = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

  test.prop([fc.oneof(anySearch, anyFilters)], { examples: [[{}]] })(
    'has whole seconds and nothing unknown',
    (part) => {
      const sent = ask(part);
      if (sent === undefined) return;
      const known = Object.keys(histories.query.entries);
      expect(known).toEqual(expect.arrayContaining(Object.keys(sent)));
      for (const moment of [sent.start_date, sent.end_date])
        if (moment !== undefined) expect(moment).toMatch(date);
    },
  );

  test.prop([fc.integer({ min: 1, max: 10_000 }), fc.constantFrom(...pageSizes)])(
    'counts offsets from 0: pages meet and do not overlap',
    (page, size) => {
      expect(ask({ size })).toEqual({ limit: size, offset: 0 });
      const [first, second] = [ask({ page, size }), ask({ page: page + 1, size })];
      expect(second?.offset).toBe((first?.offset ?? 0) + size);
    },
  );

  test.each(historyStatuses)('knows the status %s, in its own lower case', (status) => {
    expect(ask({ status: [status.toUpperCase()] })).toMatchObject({ status });
  });

  test('covers the whole range, up to its last fraction of a second', () => {
    expect(ask({ range: 'yesterday' })).toMatchObject({
      start_date: '2026-11-22T23:00:00Z',
      end_date: '2026-11-23T23:00:00Z',
    });
    expect(ask({ range: 'today' })).toMatchObject({ start_date: '2026-11-23T23:00:00Z' });
  });

  test('is open where the range is, and in the zone it was chosen in', () => {
    const from = { range: 'custom', from: '2026-11-24T18:00' } as const;
    expect(ask(from, 'Asia/Kolkata')).toEqual({
      limit: 50,
      offset: 0,
      start_date: '2026-11-24T12:30:00Z',
    });
  });
});

describe('a page out of the newest jobs', () => {
  test('has the rows that the page itself would have, and says that more follow', () => {
    expect(idsOf(newest(200), { limit: 25, offset: 50 })).toEqual(
      Array.from({ length: 25 }, (_, at) => 50 + at),
    );
    expect(pageOfNewest(newest(200), { limit: 50, offset: 100 })).toMatchObject({
      offset: 100,
      pageNumber: 3,
      total: 1_000,
      hasNext: true,
    });
  });

  test('is the last one where Vault has no more jobs than these', () => {
    const all = newest(60, { total: 60 });
    expect(idsOf(all, { limit: 50, offset: 50 })).toHaveLength(10);
    expect(pageOfNewest(all, { limit: 50, offset: 50 })?.hasNext).toBe(false);
    expect(idsOf(all, { limit: 50, offset: 100 })).toEqual([]);
  });

  test.each<[string, JobList, HistoryQuery]>([
    ['where it reaches their end', newest(200), { limit: 50, offset: 150 }],
    ['where it lies beyond them', newest(200), { limit: 50, offset: 200 }],
    ['where Vault gave fewer than it counts', newest(60), { limit: 50, offset: 50 }],
    ['where Vault counts none', newest(60, { total: undefined }), { limit: 50, offset: 50 }],
    ['where a row can’t be shown', newest(199, { unreadable: 1 }), { limit: 50, offset: 0 }],
    ['where a row stands twice', newest(199, { repeated: 1 }), { limit: 50, offset: 0 }],
    ['with a status', newest(200), { limit: 50, offset: 0, status: 'timeout' }],
    ['with a range', newest(200), { limit: 50, offset: 0, start_date: '2026-01-01T00:00:00Z' }],
    ['without a length', newest(60, { total: 60 }), {}],
  ])('is Vault’s to say %s', (_, list, query) => {
    expect(pageOfNewest(list, query)).toBeUndefined();
  });
});

function newest(count: number, rest: Partial<JobList> = {}): JobList {
  return {
    jobs: Array.from({ length: count }, (_, at) => job({ id: String(at) })),
    unreadable: 0,
    repeated: 0,
    total: 1_000,
    asOf: instant(now),
    skewMs: 0,
    budget: undefined,
    delayMs: 0,
    hasActiveJobs: true,
    warnings: [],
    ...rest,
  };
}

function idsOf(list: JobList, query: HistoryQuery) {
  return pageOfNewest(list, query)?.jobs.map(({ id }) => Number(id));
}
