import * as v from 'valibot';
import { describe, expect } from 'vitest';

import type { Call } from './client.ts';
import { address } from './endpoint.ts';
import { histories } from './jobs.ts';
import { fakeCall, callThrough, listBody } from './testing/fake-call.ts';
import { fc, test } from './testing/property-test.ts';

async function pageOf(responseDetails: unknown) {
  const { data } = await fakeCall(listBody([], { responseDetails }))(histories, {});
  return data.page;
}

describe('next_page', () => {
  test.each([
    ['/api/v25.2/services/jobs/histories?limit=50&offset=50'],
    ['/services/jobs/histories?limit=50&offset=50'],
    ['https://vault.test/api/v25.2/services/jobs/histories?limit=50&offset=50'],
    ['https://evil.test/api/v25.2/vobjects/secrets?limit=50&offset=50'],
    ['?limit=50&offset=50'],
  ])('gives its query alone, wherever it leads: %s', async (next_page) => {
    expect((await pageOf({ total: 99, next_page })).next).toEqual({ limit: '50', offset: '50' });
  });

  test.each([[undefined], [null], [''], [7], ['/services/jobs/histories'], [{}]])(
    'of %j is the last page',
    async (next_page) => {
      expect((await pageOf({ total: 0, next_page })).next).toBeUndefined();
    },
  );

  test('keeps the filter that it names', async () => {
    const next_page = '/x?status=errors_encountered&start_date=2021-02-03T04%3A00%3A00Z&offset=50';
    expect((await pageOf({ next_page })).next).toEqual({
      status: 'errors_encountered',
      start_date: '2021-02-03T04:00:00Z',
      offset: '50',
    });
  });
});

describe('a total', () => {
  test.each([
    [3, 3],
    ['3', 3],
    [0, 0],
    [-1, undefined],
    [2.5, undefined],
    ['', undefined],
    ['many', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('of %j is read as %j', async (total, expected) => {
    const { data } = await fakeCall(listBody([{ job_id: 1 }], { responseDetails: { total } }))(
      histories,
      {},
    );
    expect(data.page.total).toBe(expected);
  });

  test.each([[undefined], [null], ['50'], [[]]])('is untold in details of %j', async (details) => {
    const body = listBody([{ job_id: 1 }], { responseDetails: details });
    const { data } = await fakeCall(body)(histories, {});
    expect(data.page).toEqual({ total: undefined, limit: undefined, offset: 0, next: undefined });
    expect(data.jobs).toHaveLength(1);
  });
});

test.prop([fc.integer({ min: 0, max: 120 }), fc.integer({ min: 1, max: 60 })])(
  'pages of any size, followed by next_page, add up to the whole',
  async (total, limit) => {
    const call = callThrough((request) => {
      const { pathname, searchParams } = new URL(request.url);
      if (pathname !== '/api/v25.2/services/jobs/histories') throw new Error(pathname);
      const offset = Number(searchParams.get('offset') ?? 0);
      const end = Math.min(total, offset + limit);
      const jobs = Array.from({ length: end - offset }, (_, n) => ({ job_id: offset + n }));
      const next_page = `/api/v25.2/services/jobs/histories?limit=${limit}&offset=${end}`;
      const details = { total, limit, offset, ...(end < total && { next_page }) };
      return Promise.resolve(Response.json(listBody(jobs, { responseDetails: details })));
    });
    const ids = await follow(call, { limit: String(limit) });
    expect(ids).toEqual(Array.from({ length: total }, (_, n) => String(n)));
  },
);

describe('limit and offset', () => {
  test.each([[{ limit: 1 }], [{ limit: '200', offset: '0' }], [{}]])(
    'of %j are passed',
    (query) => {
      expect(v.safeParse(histories.query, query).success).toBe(true);
    },
  );

  test.each([
    [{ limit: 0 }],
    [{ limit: 201 }],
    [{ limit: '1e2' }],
    [{ offset: -1 }],
    [{ page: 2 }],
  ])('of %j are refused', (query) => {
    expect(v.safeParse(histories.query, query).success).toBe(false);
  });

  test('stand in the address only where they are given', () => {
    expect(address(histories, { limit: 50, offset: 0, status: undefined, other: 1 })).toBe(
      '/services/jobs/histories?limit=50&offset=0',
    );
  });
});

/** Ids of this page and of all that come after it. */
async function follow(call: Call, query: Record<string, string>): Promise<string[]> {
  const { data } = await call(histories, v.parse(histories.query, query));
  const ids = data.jobs.map(({ id }) => id);
  return data.page.next === undefined ? ids : [...ids, ...(await follow(call, data.page.next))];
}
